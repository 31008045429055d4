"""Zalo's errors: HTTP 200, a negative number and a sentence. Which number means what: the platform's documents."""

from __future__ import annotations

from dataclasses import dataclass

MESSAGES = {
    -32: "Your application reached limit call api",
    -201: "Params is invalid",
    -204: "Official account is disable",
    -210: "Params is invalid: attachment too big",
    -211: "Out of quota",
    -213: "User has not followed official account",
    -216: "Access token is invalid",
    -218: "Out of quota receive",
    -220: "Access token has expired",
    -221: "Official account is not verified",
    -224: "The OA needs to upgrade OA Tier Package to use this feature",
    -227: "User is banned or has been inactive for more than 45 days",
    -230: "User has not interacted with the OA in the past 7 days",
    -232: "User has not interacted with OA",
    -233: "Message type invalid or not supported",
    -234: "This message type cannot be sent at night, from 22:00 to 6:00",
    -240: "MessageV2 API has been shut down, please upgrade to version 3",
    -244: "User restricts the receipt of this type of message from OA",
    -320: "Your app has not connected to a Zalo Cloud Account",
    -321: "Zalo Cloud Account does not have enough money or has been locked",
}

#: ZNS has a table of its own.
ZNS_MESSAGES = {
    -100: "Unknown error",
    -108: "Phone number is invalid",
    -109: "Template ID is invalid",
    -111: "Template data is empty",
    -112: "Template data is invalid",
    -114: "User is inactive, or reject the message, or using an outdated Zalo version, or other internal errors",
    -115: "Out of quota",
    -117: "OA or App does not have permission to access this template",
    -118: "Zalo account not existed",
    -119: "Account can not receive this message",
    -124: "Access token is invalid",
    -131: "Template was not approved",
    -133: "This ZNS template is not allowed to send at night (from 22h-6h)",
    -137: "Payment failed: insufficient balance",
    -144: "OA has reached its limit of ZNS for today",
    -147: "ZNS template has reached its daily limit",
}


@dataclass(frozen=True, slots=True)
class ZaloError(Exception):
    """A refusal. `detail` follows the sentence, as Zalo does for bad parameters."""

    code: int
    detail: str = ""
    zns: bool = False

    def as_json(self) -> dict[str, object]:
        """Return the body of the answer."""
        known = {**MESSAGES, **ZNS_MESSAGES} if self.zns else {**ZNS_MESSAGES, **MESSAGES}
        sentence = known.get(self.code, "Unknown error")
        return {"error": self.code, "message": f"{sentence}: {self.detail}" if self.detail else sentence}
