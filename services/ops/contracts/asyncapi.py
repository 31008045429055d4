"""The AsyncAPI 3.0 document: what travels over RabbitMQ, and what an agency may receive and send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.kit.events import EventData, all_types
from services.kit.events.envelope import CONTENT_TYPE
from services.kit.events.vocabulary import CHANNELS, DISPOSITIONS, RATINGS, REPLY_CHANNELS, ROLES
from services.kit.messaging.topology import CONSUMERS, EVENTS, FOR_AGENCIES, REPLIES
from services.ops.contracts.json_schema import Json, message_schema, summary

TITLE = "Hệ thống thông tin dịch vụ công 1022"
DESCRIPTION = """\
Sự kiện của hệ thống 1022 trên RabbitMQ. Cơ quan nhận phản ánh từ hàng đợi `agency.<mã>` và gửi trả lời tới exchange
`replies`; các thao tác (operations) dưới đây viết theo phía cơ quan. Chương trình mẫu: `examples/agency`.

Events of the 1022 hotline on RabbitMQ. An agency receives its cases from queue `agency.<agency>` and sends replies to
exchange `replies`; the operations below are written from the agency's side. A program to copy: `examples/agency`.

Delivery is at least once and in no promised order; the same event has the same `id`. Readers pass over fields and
types they do not know; a change that would break a reader is a new version beside the old one.
"""

_AGENCY: Json = {"description": "Agency code.", "examples": ["so-xay-dung", "so-y-te"]}
_REPLY_CHANNEL: Json = {"description": "How the citizen is written to.", "enum": list(REPLY_CHANNELS)}
_CHANNEL: Json = {"description": "The channel the citizen used.", "enum": list(CHANNELS)}

#: What ends the routing key of each type: a name, and what it may be.
DISCRIMINATORS: dict[str, tuple[str, Json]] = {
    "account.changed": ("role", {"description": "What the account may do.", "enum": list(ROLES)}),
    "call.ended": ("disposition", {"description": "How the call ended.", "enum": list(DISPOSITIONS)}),
    "case.received": ("channel", _CHANNEL),
    "case.supplemented": ("channel", _CHANNEL),
    "case.withdrawal_requested": ("channel", _CHANNEL),
    "case.rated": ("rating", {"description": "How content the citizen is.", "enum": list(RATINGS)}),
    "catalog.changed": ("province", {"description": "Whose reference data.", "examples": ["gialai"]}),
    "knowledge.changed": ("kind", {"description": "What kind of entry.", "examples": ["procedure"]}),
    "message.arrived": ("channel", _REPLY_CHANNEL),
    "message.reported": ("channel", _REPLY_CHANNEL),
    "message.requested": ("channel", _REPLY_CHANNEL),
    "notification.failed": ("channel", {"description": "How the citizen was to be told.", "examples": ["email"]}),
    "notification.told": ("channel", {"description": "How the citizen was told.", "examples": ["sms"]}),
}

#: What an agency does: operation → (action, channel, types).
AGENCY_OPERATIONS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "receiveCases": ("receive", "agencyQueue", FOR_AGENCIES),
    "sendAccepted": ("send", "replyAccepted", ("reply.accepted",)),
    "sendAnswered": ("send", "replyAnswered", ("reply.answered",)),
    "sendReturned": ("send", "replyReturned", ("reply.returned",)),
    "sendInfoRequested": ("send", "replyInfoRequested", ("reply.info_requested",)),
    "sendExtensionRequested": ("send", "replyExtensionRequested", ("reply.extension_requested",)),
    "sendProgressed": ("send", "replyProgressed", ("reply.progressed",)),
}


def document(examples: Mapping[str, Any]) -> Json:
    """Return the document. `examples` are the golden events by type and version, such as `case.routed/1`."""
    types = sorted(all_types().values(), key=lambda cls: (cls.TYPE, cls.VERSION))
    return {
        "asyncapi": "3.0.0",
        "info": {"title": TITLE, "version": "1.0.0", "description": DESCRIPTION},
        "defaultContentType": CONTENT_TYPE,
        "servers": {"broker": _server()},
        "channels": {**{_camel(cls.TYPE): _event_channel(cls) for cls in types}, "agencyQueue": _agency_queue()},
        "operations": {name: _operation(*parts) for name, parts in AGENCY_OPERATIONS.items()},
        "components": {
            "messages": {_camel(cls.TYPE): _message(cls, examples) for cls in types},
            "schemas": {cls.__name__: message_schema(cls) for cls in types},
            "securitySchemes": {
                "agency": {"type": "userPassword", "description": "User `agency.<agency>`; one per agency."}
            },
        },
    }


def _server() -> Json:
    return {
        "host": "{host}",
        "protocol": "amqps",
        "protocolVersion": "0.9.1",
        "description": "RabbitMQ. The hotline hands each agency its address, user and password.",
        "variables": {"host": {"description": "Host and port.", "default": "mq.example.org:5671"}},
        "security": [{"$ref": "#/components/securitySchemes/agency"}],
    }


def _event_channel(cls: type[EventData]) -> Json:
    name, parameter = DISCRIMINATORS.get(cls.TYPE, ("agency", _AGENCY))
    readers = _readers(cls.TYPE)
    exchange = REPLIES if cls.TYPE in _sent_by_agencies() else EVENTS
    return {
        "address": f"{cls.TYPE}.{{{name}}}",
        "description": f"Read by: {', '.join(readers)}." if readers else "Read by nobody inside yet.",
        "messages": {_camel(cls.TYPE): {"$ref": f"#/components/messages/{_camel(cls.TYPE)}"}},
        "parameters": {name: parameter},
        "bindings": {
            "amqp": {
                "is": "routingKey",
                "exchange": {"name": exchange, "type": "topic", "durable": True, "autoDelete": False},
                "bindingVersion": "0.3.0",
            }
        },
    }


def _agency_queue() -> Json:
    types = AGENCY_OPERATIONS["receiveCases"][2]
    return {
        "address": "agency.{agency}",
        "description": "The agency's own queue: its cases, and the refusals of its replies. Acknowledge by hand.",
        "messages": {_camel(type_): {"$ref": f"#/components/messages/{_camel(type_)}"} for type_ in types},
        "parameters": {"agency": _AGENCY},
        "bindings": {
            "amqp": {
                "is": "queue",
                "queue": {"name": "agency.{agency}", "durable": True, "exclusive": False, "autoDelete": False},
                "bindingVersion": "0.3.0",
            }
        },
    }


def _operation(action: str, channel: str, types: tuple[str, ...]) -> Json:
    operation: Json = {
        "action": action,
        "channel": {"$ref": f"#/channels/{channel}"},
        "messages": [{"$ref": f"#/channels/{channel}/messages/{_camel(type_)}"} for type_ in types],
    }
    if action == "send":
        operation["summary"] = "Persistent, mandatory, with publisher confirms and AMQP `user_id` `agency.<agency>`."
        operation["bindings"] = {"amqp": {"deliveryMode": 2, "mandatory": True, "bindingVersion": "0.3.0"}}
    else:
        operation["summary"] = "Acknowledge once the case is stored or the reply is confirmed."
        operation["bindings"] = {"amqp": {"ack": True, "bindingVersion": "0.3.0"}}
    return operation


def _message(cls: type[EventData], examples: Mapping[str, Any]) -> Json:
    return {
        "name": cls.TYPE,
        "title": f"{cls.TYPE}/{cls.VERSION}",
        "summary": summary(cls),
        "contentType": CONTENT_TYPE,
        "payload": {"$ref": f"#/components/schemas/{cls.__name__}"},
        "examples": [{"name": "golden", "payload": examples[f"{cls.TYPE}/{cls.VERSION}"]}],
    }


def _readers(type_: str) -> list[str]:
    """Return the queues whose bindings match the type, in the topology's own words."""
    return [
        queue
        for queue, bindings in CONSUMERS.items()
        if any(type_.startswith(binding.key.removesuffix(".#")) for binding in bindings)
    ]


def _sent_by_agencies() -> set[str]:
    return {type_ for action, _, types in AGENCY_OPERATIONS.values() if action == "send" for type_ in types}


def _camel(type_: str) -> str:
    """case.received → caseReceived."""
    first, *rest = type_.replace("_", ".").split(".")
    return first + "".join(word.capitalize() for word in rest)
