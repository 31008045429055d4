"""What is said to whoever asks for an account that cannot be."""

from services.kit.failures import Rejected


def account_exists(name: str) -> Rejected:
    """Somebody works under this name."""
    return Rejected("account-exists", f"Đã có tài khoản “{name}”.", f"The account “{name}” exists already.")


def unknown_account(name: str) -> Rejected:
    """Nobody has this name."""
    return Rejected("unknown-account", f"Không có tài khoản “{name}”.", f"There is no account “{name}”.")


def account_changed() -> Rejected:
    """Somebody else was faster."""
    return Rejected(
        "account-changed",
        "Người khác vừa sửa tài khoản này. Xin xem lại rồi thử lần nữa.",
        "Somebody else has just changed this account. Please look at it and try again.",
    )


def own_account() -> Rejected:
    """Nobody gives or takes rights to or from themselves."""
    return Rejected(
        "own-account",
        "Không ai tự đổi vai trò hay tự khóa tài khoản của mình. Xin nhờ một quản trị viên khác.",
        "Nobody changes their own role or closes their own account. Please ask another administrator.",
    )


def last_administrator() -> Rejected:
    """Then nobody could open an account again."""
    return Rejected(
        "last-administrator",
        "Đây là quản trị viên cuối cùng. Xin mở một tài khoản quản trị khác trước.",
        "This is the last administrator. Please open another administrator's account first.",
    )


def malformed_name() -> Rejected:
    """Names are typed and read out: no marks, no blanks."""
    return Rejected(
        "malformed-account-name",
        "Tên tài khoản chỉ gồm chữ thường không dấu, số, dấu chấm và gạch nối.",
        "An account name is lower-case letters without marks, digits, dots and hyphens.",
    )


def malformed_email() -> Rejected:
    """It would reach nobody."""
    return Rejected("malformed-email", "Địa chỉ thư điện tử không hợp lệ.", "This is no e-mail address.")


def email_taken() -> Rejected:
    """The province's single sign-on knows people by their address: one address, one account."""
    return Rejected(
        "email-taken",
        "Địa chỉ thư này đã thuộc một tài khoản khác đang dùng.",
        "Another active account has this e-mail address.",
    )


def unknown_role(role: str) -> Rejected:
    """There is none of this name."""
    return Rejected("unknown-role", f"Không có vai trò “{role}”.", f"There is no role “{role}”.")


def unknown_agency(agency: str) -> Rejected:
    """The catalogue in force has none of this name."""
    return Rejected("unknown-agency", f"Không có cơ quan “{agency}”.", f"There is no agency “{agency}”.")


def agency_needed() -> Rejected:
    """An officer without an agency would see nothing."""
    return Rejected(
        "agency-needed", "Cán bộ cơ quan phải thuộc một cơ quan.", "An agency officer must belong to an agency."
    )


def agency_not_needed() -> Rejected:
    """The centre's people see all agencies' cases."""
    return Rejected(
        "agency-not-needed", "Chỉ cán bộ cơ quan mới gắn với một cơ quan.", "Only agency officers belong to an agency."
    )
