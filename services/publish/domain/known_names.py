"""Names by which people are told from places: family names, middle names, and whose name stands on a street sign.

All in lower case. Family names are written with their diacritics: "đường" is a road, "dương" a family. Sources: the
family names of the Kinh and of the Jrai and Bahnar, and streets, schools and places as they are commonly named.
"""

from __future__ import annotations

from services.publish.domain.folding import view


def _words(listed: str) -> frozenset[str]:
    return frozenset(each.strip() for each in listed.replace("\n", " ").split(",") if each.strip())


FAMILIES = _words("""
nguyễn, trần, lê, phạm, huỳnh, hoàng, phan, vũ, võ, đặng, bùi, đỗ, hồ, ngô, dương, lý, đào, đinh, trịnh, lâm, phùng,
mai, tô, trương, vương, tạ, thái, lương, đoàn, hà, cao, châu, tăng, quách, kiều, phó, triệu, doãn, khổng, nghiêm, mạc,
văn, thạch, tống, từ, tôn, la, lưu, giang, đàm, chu, cù, bạch, diệp, ông, thân, tiêu, uông, viên, lục, ninh, bành, âu,
hứa, siu, ksor, kpă, kpuih, puih, rơ châm, rơ mah, rmah, rahlan, rah lan, rơ lan, rơ ô, rcom, rcăm, rơ com, rochom,
ama, đinh công, nay h, bế, nông, hoàng thị, lò, cầm, vàng, giàng, thào, sùng, vi, lường, ma
""") - {"đinh công", "nay h", "hoàng thị", "văn", "ông"}
#: These begin other phrases as well: a name of two words is none.
UNSURE_FAMILIES = _words("từ, la, phó, thân, tiêu, viên, lục, âu, vàng, cầm, nông, thạch, bành, tăng, văn, giang, lâm")
#: Of two words; told by the first.
DOUBLE_FAMILIES = {each.split()[0]: each.split()[1] for each in sorted(FAMILIES) if " " in each} | {"rơ": "", "ro": ""}
#: In texts without diacritics: those that are no other word when they lack theirs.
PLAIN_FAMILIES = _words(
    "nguyen, tran, pham, huynh, hoang, phan, bui, ngo, trinh, phung, truong, vuong, luong, doan, trieu, ksor, siu, rmah"
)
#: Those that are other words as well: with a middle name behind them only.
UNSURE_PLAIN_FAMILIES = frozenset(view(each) for each in FAMILIES) - PLAIN_FAMILIES - {"duong"}
MIDDLES = _words("""
văn, thị, đức, hữu, minh, thanh, ngọc, quang, công, đình, xuân, quốc, kim, thuỳ, thùy, bá, duy, trọng, viết, gia, tấn,
phước, hoàng, thành, mạnh, bảo, nhật, khánh, như, mỹ, tuấn, hải, thế, sĩ, sỹ, huy, trung, chí, phương, diễm, bích,
hồng
""")
#: After these two alone a name is told without any capital.
SURE_MIDDLES = frozenset({"văn", "thị"})
PLAIN_MIDDLES = frozenset(view(each) for each in MIDDLES)

_STREETS = """
trần hưng đạo, hùng vương, lê lợi, quang trung, nguyễn huệ, hai bà trưng, phan bội châu, phan châu trinh, lê hồng
phong, phan chu trinh, nguyễn trãi, nguyễn du, lý thường kiệt, lý thái tổ, trần phú, lê duẩn, trường chinh, nguyễn tất
thành, cách mạng tháng tám, phan đình phùng, phan đình giót, đinh tiên hoàng, lê thánh tôn, lê thánh tông, nguyễn viết
xuân, nguyễn văn trỗi, nguyễn văn cừ, hoàng văn thụ, hoàng hoa thám, võ thị sáu, võ văn kiệt, võ nguyên giáp, phạm văn
đồng, tôn đức thắng, tôn thất tùng, tô vĩnh diện, tô hiến thành, nguyễn tri phương, nguyễn thị minh khai, lý tự trọng,
lê lai, lê quý đôn, lê đại hành, lê văn tám, lê văn sỹ, cù chính lan, sư vạn hạnh, bà triệu, bùi thị xuân, trần quang
khải, trần quý cáp, trần quốc toản, trần bình trọng, trần nhân tông, trần khánh dư, trần nhật duật, trần cao vân, lữ
gia, nguyễn thái học, nguyễn bỉnh khiêm, nguyễn đình chiểu, nguyễn công trứ, nguyễn khuyến, nguyễn chí thanh, nguyễn
thiếp, nguyễn lương bằng, nguyễn hữu thọ, nguyễn chánh, nguyễn đường, nguyễn văn linh, nguyễn thông, nguyễn trường tộ,
hồ xuân hương, hồ tùng mậu, hồ chí minh, hồ gươm, hồ tây, cao bá quát, cao thắng, chu văn an, đào duy từ, đào tấn,
đoàn thị điểm, đặng trần côn, đặng văn ngữ, đống đa, huyền trân công chúa, huỳnh thúc kháng, hàm nghi, hà huy tập, ngô
quyền, ngô gia tự, ngô mây, ngô thì nhậm, phạm ngọc thạch, phạm hồng thái, phạm ngũ lão, phan kế bính, phùng hưng, mai
thúc loan, mai xuân thưởng, mạc đĩnh chi, mạc đăng dung, lương thế vinh, lương định của, lương văn can, trương định,
trương công định, thái phiên, tăng bạt hổ, tạ quang bửu, tuệ tĩnh, vạn kiếp, vũ trọng phụng, võ trung thành, yết kiêu,
yersin, wừu, đinh núp, nơ trang long, kpă klơng, siu bleh, an dương vương, triệu quang phục, trần can, dương minh
châu, đinh mùi, đinh dậu, đinh hợi, lý nam đế, lê chân, lê thị hồng gấm, lê thị riêng, nguyễn cư trinh, hoàng quốc
việt, hoàng sa, trường sa
"""
_PLACES = """
hà nội, hà giang, hà nam, hà tĩnh, hà tiên, hà đông, lâm đồng, lâm hà, cao bằng, cao lãnh, cao nguyên, thái bình, thái
nguyên, thái lan, phan thiết, phan rang, lai châu, châu đốc, châu á, châu âu, châu phi, châu thành, đinh lập, vũ hán,
tô châu, giang tô, la gi, la mã, ninh bình, ninh thuận, ninh kiều, tây sơn, an khê, an nhơn, hoàng anh, hoàng anh gia
lai, hoàng mai, hoàng liên sơn, hoàng thành, mai linh, mai châu, mai dịch, lục ngạn, từ liêm, tôn giáo, văn phòng, cao
đẳng, cao tốc, cao su, phó chủ, lưu trữ, lý lịch, hồ sơ, hồ ia, kiều bào, kiều hối, thạch cao, tăng cường, ông bà, đức
cơ, mai anh đào, thái độ, triệu phong, quách, vương quốc, vàng sjc, vàng anh, nông nghiệp, nông dân, nông sản, nông
thôn, nông lâm, hà lan, bạch mã, bạch đằng, bạch mai, trường sơn, lý sơn, phạm vi, viên chức, tiêu chuẩn, từ thiện, từ
sơn
"""
#: Whose name stands on streets and schools, and places that begin like a name.
PUBLIC_NAMES = _words(_STREETS) | _words(_PLACES)
#: The same as they are typed without diacritics.
PLAIN_PUBLIC_NAMES = frozenset(view(each) for each in PUBLIC_NAMES)

#: Before a name: it is a street's, a school's, an office's or a firm's.
PLACE_WORDS = _words("""
đường, phố, hẻm, ngõ, ngách, kiệt, trường, thcs, thpt, thpt., ptdtnt, học, non, phường, xã, thôn, làng, buôn, bản, tổ,
huyện, tỉnh, phố., cầu, viên, chợ, viện, ba, tư, đài, giải, sách, sân, quảng, dự, ty, tnhh, dntn, mtv, cp, xe, bóng,
sạn, sông, suối, hồ, núi, đèo, dốc, đồi, cống, kênh, đập, đảo, bến, ga, tp, tp., tx, đl, ql, hiệu, siêu, thị, plei,
ia, tháng, tết, đại, lộ, tượng, bùng, nhà, hàng, hãng, tiệm, shop, tập, đoàn, khu, cụm, đền, chùa, đình, miếu, lễ,
hội, năm
""") - {"ba", "tư", "nhà", "xe", "tổ", "thị", "hội", "học", "năm", "hàng", "đại", "đoàn", "non"}
#: The same in two words.
PLACE_PHRASES = _words("""
ngã ba, ngã tư, ngã năm, vòng xoay, tiểu học, mầm non, mẫu giáo, đại học, nhà sách, nhà xe, xe khách, nhà thờ, nhà
máy, nhà hàng, nthành phố, thị xã, thị trấn, cửa hàng, siêu thị, đại lộ, khách sạn, công ty, hãng xe, tổ dân, trung
học, đội bóng, nhà rông, bùng binh, quốc lộ, tỉnh lộ, bệnh viện, khu phố, khu công, trung đoàn, tập đoàn, taxi xe, chủ
tịch
""") - {"chủ tịch", "taxi xe", "nhà văn", "tổ dân", "khu công"}
