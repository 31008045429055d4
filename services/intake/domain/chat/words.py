"""Everything the conversation says, Vietnamese and English. `{fields}` are filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_SENTENCES: Mapping[str, tuple[str, str]] = {
    "greeting": (
        (
            "Chào bạn, đây là trợ lý tự động của Tổng đài 1022. Bạn muốn phản ánh, kiến nghị việc gì? Xin viết rõ việc "
            "gì, ở đâu; có thể gửi kèm ảnh và vị trí. Muốn xem tiến độ, xin viết: tra cứu <mã>."
        ),
        (
            "Hello, this is the 1022 hotline's automatic assistant. What would you like to report? Please write what "
            "it is and where; you may send photos and your location. To see how far a case is, write: track <code>."
        ),
    ),
    "help": (
        (
            "Bạn cứ viết việc cần phản ánh, tôi sẽ hỏi thêm vài câu rồi gửi đến Tổng đài 1022. Lúc nào cũng có thể "
            "viết: “huỷ”, “bắt đầu lại”, “phản ánh mới”, “tra cứu <mã>”, “gặp tổng đài”."
        ),
        (
            "Just write what you want to report; I ask a few questions and pass it to the 1022 centre. At any time you "
            "may write: “cancel”, “restart”, “new report”, “track <code>”, “operator”."
        ),
    ),
    "human": (
        "Bạn gọi {hotline} để nói chuyện với nhân viên. Những gì bạn viết ở đây vẫn được giữ.",
        "Please call {hotline} to talk to a person. What you have written here is kept.",
    ),
    "danger": (
        (
            "Nếu có người đang gặp nguy hiểm, xin gọi ngay: 113 công an, 114 chữa cháy và cứu nạn, 115 cấp cứu, "
            "112 tìm kiếm cứu nạn. Cuộc gọi miễn phí."
        ),
        (
            "If anybody is in danger, please call at once: 113 police, 114 fire and rescue, 115 ambulance, "
            "112 search and rescue. These calls are free."
        ),
    ),
    "tell": (
        "Xin cho biết việc gì đã xảy ra, ở đâu (ít nhất 10 ký tự).",
        "Please write what happened, and where (at least 10 characters).",
    ),
    "tell-again": ("Xin viết lại toàn bộ nội dung.", "Please write the whole content again."),
    "got-files": ("Đã nhận tệp của bạn.", "Your file has arrived."),
    "too-many-files": (
        (
            "Mỗi phản ánh nhận tối đa {most} tệp, nên các tệp gửi thêm không được lưu. Khi đã có mã phản ánh, bạn có "
            "thể gửi tiếp."
        ),
        "A case takes {most} files, so further files are not kept. You can send more once you have the case's code.",
    ),
    "too-long": (
        "Nội dung dài quá 10.000 ký tự, nên tin nhắn vừa rồi chưa được ghi. Xin viết ngắn hơn, hoặc gửi phần trước đã.",
        (
            "The content is longer than 10,000 characters, so your last message was not taken. Please write less, or "
            "send what there is first."
        ),
    ),
    "group": ("Việc này thuộc nhóm nào?", "What is it about?"),
    "leaf": ("Cụ thể là lĩnh vực nào?", "What is it exactly?"),
    "not-sure": ("Không rõ, Tổng đài chọn giúp tôi", "Not sure, choose for me"),
    "unknown-category": (
        "Lĩnh vực này không có hoặc không còn dùng. Xin chọn lại.",
        "There is no such category (any more). Please choose again.",
    ),
    "place": (
        "Việc xảy ra ở đâu? Xin viết xã, phường và địa chỉ, hoặc gửi vị trí.",
        "Where is it? Please write the commune or ward and the address, or send the location.",
    ),
    "place-found": ("Việc này ở {area}, đúng không?", "Is it in {area}?"),
    "contact": (
        (
            "Bạn có muốn để lại họ tên, số điện thoại hoặc thư điện tử, và có đồng ý để cơ quan giải quyết thấy liên "
            "hệ của bạn không? Có thể viết luôn, ví dụ: Nguyễn Văn An 0905 000 012, đồng ý."
        ),
        (
            "Would you like to leave your name, telephone number or e-mail, and may the responsible agency see it? You "
            "may write it, for example: Nguyễn Văn An 0905 000 012, yes."
        ),
    ),
    "contact-needed": (
        "Lĩnh vực này cần số điện thoại để cơ quan giải quyết liên hệ với bạn. Xin viết số điện thoại.",
        "This category needs a telephone number, so that the agency can reach you. Please write it.",
    ),
    "name-needed": (
        "Lĩnh vực này cần họ tên và số điện thoại của bạn. Xin viết, ví dụ: Nguyễn Văn An 0905 000 012.",
        "This category needs your name and telephone number. Please write them: Nguyễn Văn An 0905 000 012.",
    ),
    "consent": (
        "Đã ghi liên hệ của bạn. Bạn có đồng ý để cơ quan giải quyết thấy liên hệ này không?",
        "Your contact is noted. May the responsible agency see it?",
    ),
    "noted": ("Đã ghi thêm.", "Noted."),
    "confirm": (
        "Xin xem lại:\n{summary}\nGửi đến Tổng đài 1022?",
        "Please check:\n{summary}\nSend it to the 1022 centre?",
    ),
    "edit": ("Bạn muốn sửa phần nào?", "What would you like to change?"),
    "cancelled": (
        "Đã huỷ, không gửi gì. Khi cần, bạn cứ viết lại ở đây.",
        "Cancelled; nothing was sent. Write here again whenever you like.",
    ),
    "nothing-to-cancel": (
        "Không có gì đang soạn để huỷ. Phản ánh đã gửi thì muốn rút, xin gọi {hotline}.",
        "There is nothing to cancel. To withdraw a case that was sent, please call {hotline}.",
    ),
    "receipt": (
        (
            "Đã nhận phản ánh của bạn.\nMã phản ánh: {code}\nBốn số bí mật: {pin}\n{promise}\nTra cứu: {tracking}\n"
            "Muốn bổ sung, bạn cứ viết tiếp ở đây."
        ),
        (
            "Your case has been received.\nCode: {code}\nPIN: {pin}\n{promise}\nTrack it: {tracking}\n"
            "To add something, just write on."
        ),
    ),
    "filed-unasked": (
        "Bạn chưa trả lời câu hỏi vừa rồi, nên Tổng đài đã ghi nhận những gì bạn viết để không bị sót.",
        "You have not answered the last question, so the centre has taken what you wrote, lest it be lost.",
    ),
    "promise-now": (
        "Tổng đài đang làm việc và sẽ xem nội dung của bạn ngay.",
        "The centre is open and will look at it at once.",
    ),
    "promise-later": (
        "Tổng đài đã nhận, ngoài giờ làm việc. Nội dung sẽ được xem từ {moment}.",
        "The centre is closed now. Your case will be looked at from {moment}.",
    ),
    "added": ("Đã bổ sung vào phản ánh {code}.", "Added to your case {code}."),
    "open-case": (
        "Phản ánh của bạn đã gửi, mã {code}. Bạn có thể viết thêm để bổ sung, hoặc gửi phản ánh mới.",
        "Your case was sent; its code is {code}. You may write more to add to it, or file a new one.",
    ),
    "which": (
        "Phản ánh {code} đã có trả lời. Điều bạn vừa viết là về phản ánh đó, hay là việc mới?",
        "Case {code} has been answered. Is what you just wrote about that case, or something new?",
    ),
    "full": (
        "Phản ánh {code} đã được bổ sung quá nhiều lần, nên điều bạn vừa viết sẽ là một phản ánh mới.",
        "Too much was added to case {code}, so what you just wrote begins a new case.",
    ),
    "no-such-code": (
        "Mã này không đúng. Mã phản ánh có 13 chữ số, ví dụ 261123 482917 0.",
        "This code is not right. A case code has 13 digits, such as 261123 482917 0.",
    ),
    "no-such-case": ("Không có phản ánh mang mã {code}.", "There is no case with the code {code}."),
    "reminder": (
        "Bạn có một phản ánh đang soạn, chưa gửi. Bạn muốn tiếp tục thì trả lời câu dưới đây, hoặc viết “huỷ”.",
        "You have begun a report that is not sent yet. To go on, answer below, or write “cancel”.",
    ),
    "refused": ("{reason}", "{reason}"),
    "language": ("Từ giờ tôi trả lời bằng tiếng Việt.", "From now on I answer in English."),
    "button-new": ("Phản ánh mới", "New report"),
    "line-text": ("• Nội dung: {value}", "• Content: {value}"),
    "line-files": ("• Tệp kèm theo: {value}", "• Files: {value}"),
    "line-category": ("• Lĩnh vực: {value}", "• Category: {value}"),
    "line-place": ("• Nơi xảy ra: {value}", "• Place: {value}"),
    "line-contact": ("• Liên hệ: {value}", "• Contact: {value}"),
    "centre-chooses": ("Tổng đài chọn giúp", "chosen by the centre"),
    "not-told": ("chưa rõ", "not told"),
    "pinned": ("vị trí đã gửi", "location sent"),
    "nobody": ("không để lại", "none"),
    "shared": ("cơ quan giải quyết được xem", "the agency may see it"),
    "not-shared": ("chỉ Tổng đài biết", "for the centre only"),
    "status-received": (
        "Phản ánh {code}: Tổng đài đã nhận, đang xem xét.",
        "Case {code}: received, being looked at by the centre.",
    ),
    "status-routed": (
        "Phản ánh {code}: đã chuyển {agency}.",
        "Case {code}: passed to {agency}.",
    ),
    "status-accepted": (
        "Phản ánh {code}: {agency} đang giải quyết.",
        "Case {code}: {agency} is working on it.",
    ),
    "status-answered": (
        "Phản ánh {code}: {agency} đã trả lời. Xem câu trả lời: {tracking}",
        "Case {code}: {agency} has answered. Read the answer: {tracking}",
    ),
    "status-waiting": (
        "Phản ánh {code}: cơ quan chờ bạn bổ sung. {question} Bạn trả lời ngay tại đây.",
        "Case {code}: the agency needs to know more. {question} You can answer right here.",
    ),
    "status-reopened": (
        "Phản ánh {code}: được mở lại, trưởng ca Tổng đài đang xem xét.",
        "Case {code}: opened again, the shift lead of the centre is looking at it.",
    ),
    "status-merged": (
        "Phản ánh {code}: được xử lý chung với phản ánh cùng sự việc. Có trả lời, bạn sẽ được báo.",
        "Case {code}: dealt with together with others about the same matter. You will get the answer.",
    ),
    "status-withdrawn": (
        "Phản ánh {code}: đã được rút theo yêu cầu của người gửi.",
        "Case {code}: taken back by its sender.",
    ),
    "due": ("Hạn trả lời: {moment}.", "To be answered by {moment}."),
    "comment-reply": (
        (
            "Chào bạn, Tổng đài 1022 đã thấy bình luận của bạn trên trang. Để được tiếp nhận và không phải để lộ thông "
            "tin riêng, bạn trả lời tin nhắn này: việc gì, ở đâu; có thể gửi kèm ảnh."
        ),
        (
            "Hello, the 1022 centre has seen your comment. To have it taken up without making anything private public, "
            "please answer this message: what is it, and where? You may send photos."
        ),
    ),
}


def say(key: str, tongue: str, **fields: Any) -> str:
    """Return a sentence in a language. KeyError where there is none."""
    sentence = _SENTENCES[key][0 if tongue == "vi" else 1]
    return sentence.format(**fields) if fields else sentence


def both(key: str) -> tuple[str, str]:
    """Return a sentence in both languages."""
    return _SENTENCES[key]
