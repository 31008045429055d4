"""One story per channel: the same person files, the case goes its way, the answer comes back on that channel."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping

from services.ops.demo import mailbox
from services.ops.demo.lab import Chat, answers_for
from services.ops.demo.people import Receipt
from services.ops.demo.stage import ANSWER, Scene, answered, seen, told, tracked

MAILS = (
    ("Thư báo đã tiếp nhận", "A mail: received", "Đã nhận"),
    ("Thư báo có câu trả lời", "A mail: answered", ANSWER),
)
BY_WEB = {
    "title": "Mặt đường sụt lún trước cổng trường",
    "text": "Mặt đường trước cổng trường bị sụt lún khoảng 1 mét, giờ tan học rất nguy hiểm. Đề nghị sửa sớm.",
}
BY_PHONE = {
    "title": "Đèn tín hiệu giao thông không hoạt động",
    "text": "Đèn tín hiệu ở ngã tư không sáng từ tối qua, xe qua lại lộn xộn. Đề nghị kiểm tra.",
}
BY_MAIL = "Kính gửi Tổng đài 1022,\n\nBiển báo giao thông ở ngã ba chợ bị cây che khuất, xe hay đi nhầm. Xin xử lý.\n"
BY_ZALO = "Ổ gà rất to trên đường, tối qua có người ngã xe"
BY_FACEBOOK = "Cầu tạm qua suối bị hỏng lan can, học sinh đi qua nguy hiểm"
BY_APP = "Vạch sơn cho người đi bộ trước bệnh viện đã mờ hết, xe không nhường đường."
TAGGED = re.compile(r"\[1022-(\d{13})\]")


def by_web(scene: Scene) -> None:
    """A citizen files on the page's own API and hears of every turn by e-mail."""
    narrator = scene.narrator("web")
    receipt = scene.citizen.file({**BY_WEB, "category": scene.category})
    narrator.tell(f"Người dân gửi qua web, nhận mã {receipt.code}", f"A citizen files by web and gets {receipt.code}")
    answered(narrator, scene, receipt)
    for vi, en, words in MAILS:
        narrator.wait(vi, en, lambda words=words: bool(_mails(scene, receipt, words)))  # type: ignore[misc]
    seen(narrator, scene, receipt)


def by_phone(scene: Scene) -> None:
    """The telephone rings, an operator files for the caller, who is told by text message."""
    waiting, phone = scene.narrator("phone"), scene.citizen.phone
    call = scene.lab.act("phone", phone, "call", do="ring", vendor="zorio")["call"]
    scene.lab.act("phone", phone, "call", do="answer", call=call)
    receipt = waiting.wait(
        "Chuông reo; người trực tổng đài nhận cuộc gọi, ghi phản ánh",
        "The telephone rings; an operator takes the call and files for the caller",
        lambda: scene.operator.file({**BY_PHONE, "category": scene.category}, call, phone),
    )
    scene.lab.act("phone", phone, "call", do="hangup", call=call)
    narrator = scene.narrator("phone")
    narrator.tell(f"Người gọi nhận mã {receipt.code}", f"The caller gets {receipt.code}")
    answered(narrator, scene, receipt)
    words = (receipt.spoken, "da co tra loi")
    told(narrator, ("bằng tin nhắn SMS", "by text message"), lambda: scene.lab.arrived("sms", phone, *words))
    seen(narrator, scene, receipt)


def by_mail(scene: Scene) -> None:
    """A mail goes through real servers both ways; a person at the centre says whose it is."""
    narrator, citizen = scene.narrator("e-mail"), scene.citizen
    subject = f"Biển báo bị che {secrets.token_hex(3)}"
    scene.lab.act("mail", citizen.email, "text", text=BY_MAIL, subject=subject, name=citizen.name)
    narrator.tell("Người dân gửi thư đến 1022", "A citizen writes a mail to the hotline")
    receipt = narrator.wait("Thư trả lời có mã", "A mail with the code comes back", lambda: _mailed(scene, subject))
    answered(narrator, scene, receipt)
    told(narrator, ("hộp thư của người dân", "in the citizen's mailbox"), lambda: _in_mailbox(scene, receipt))
    tracked(narrator, scene, receipt)


def by_zalo(scene: Scene) -> None:
    """A guided chat on Zalo."""
    _by_chat(scene, "zalo", "Zalo", scene.citizen.zalo, BY_ZALO)


def by_facebook(scene: Scene) -> None:
    """A guided chat with the Facebook page."""
    _by_chat(scene, "facebook", "Messenger", scene.citizen.facebook, BY_FACEBOOK)


def by_app(scene: Scene) -> None:
    """An Open311 client files, and reads what became of it."""
    narrator, citizen = scene.narrator("app"), scene.citizen
    filed = scene.lab.act(
        "mobile",
        citizen.email,
        "text",
        text=BY_APP,
        service_code=scene.category,
        name=citizen.name,
        phone=citizen.phone,
        latitude=13.9833,
        longitude=108.0,
        key=secrets.token_hex(8),
    )
    receipt = Receipt(str(filed["request"]), citizen.phone[-4:])
    narrator.tell(f"Ứng dụng gửi theo Open311, mã {receipt.code}", f"An app files by Open311 and gets {receipt.code}")
    answered(narrator, scene, receipt)
    told(
        narrator,
        ("ứng dụng (closed) và qua thư", "in the app (closed), and by mail"),
        lambda: (
            scene.lab.arrived("mobile", citizen.email, receipt.code, "closed") and bool(_mails(scene, receipt, ANSWER))
        ),
    )
    seen(narrator, scene, receipt)


STORIES: Mapping[str, Callable[[Scene], None]] = {
    "web": by_web,
    "hotline": by_phone,
    "email": by_mail,
    "zalo": by_zalo,
    "facebook": by_facebook,
    "mobile": by_app,
}


def _by_chat(scene: Scene, channel: str, title: str, who: str, text: str) -> None:
    narrator = scene.narrator(channel)
    chat = Chat(scene.lab, channel, who, answers_for(scene.group, scene.leaf))
    chat.begin(text)
    narrator.tell(f"Người dân nhắn qua {title}, trả lời vài câu hỏi", f"A citizen writes on {title}, answers questions")
    receipt = narrator.wait(f"{title} trả mã", f"{title} gives the code", chat.go_on)
    answered(narrator, scene, receipt)
    told(narrator, (f"qua {title}", f"on {title}"), _in_chat(scene, channel, who, receipt))
    seen(narrator, scene, receipt)


def _in_chat(scene: Scene, channel: str, who: str, receipt: Receipt) -> Callable[[], bool]:
    return lambda: scene.lab.arrived(channel, who, receipt.spoken, ANSWER)


def _mails(scene: Scene, receipt: Receipt, words: str) -> list[str]:
    """Return the ids of the mails about a case that hold `words`."""
    found = scene.citizen.mails(words)
    return [mail["message_id"] for mail in found if f"[1022-{receipt.code}]" in mail["subject"]]


def _mailed(scene: Scene, subject: str) -> Receipt | None:
    """Find the receipt of the mail with this subject: it quotes the subject, and its own begins with the code."""
    for mail in scene.citizen.mails(subject):
        code, pin = TAGGED.search(mail["subject"]), re.search(r"bốn số: (\d{4})", mail["text"])
        if code and pin:
            return Receipt(code[1], pin[1])
    return None


def _in_mailbox(scene: Scene, receipt: Receipt) -> bool:
    ids = _mails(scene, receipt, ANSWER)
    if not scene.places.imap:
        return bool(ids)
    return any(mailbox.holds(scene.places.imap, scene.citizen.email, each) for each in ids)
