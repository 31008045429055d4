"""What stands in the public text where something was hidden."""

from __future__ import annotations

import re

PHONE, EMAIL, IDENTITY, NAME, ACCOUNT, PLATE, HOUSE = "phone", "email", "identity", "name", "account", "plate", "house"
#: What an editor hid besides.
OTHER = "other"

#: One fixed mark per kind. Fixed words instead of a hash or a shortened number: what is still personal data after
#: hiding (a pseudonym) would stay under Luật 91/2025/QH15, what cannot be led back to anybody does not.
MARKS = {
    PHONE: "[số điện thoại đã ẩn]",
    EMAIL: "[thư điện tử đã ẩn]",
    IDENTITY: "[số giấy tờ đã ẩn]",
    NAME: "[tên đã ẩn]",
    ACCOUNT: "[số tài khoản đã ẩn]",
    PLATE: "[biển số xe đã ẩn]",
    HOUSE: "[số nhà đã ẩn]",
    OTHER: "[nội dung đã ẩn]",
}

#: Finds marks that are already in a text, so that hiding twice changes nothing.
MARK = re.compile("|".join(map(re.escape, MARKS.values())))
