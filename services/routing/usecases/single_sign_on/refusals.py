"""What is said to somebody whom the provider knows and the desk does not let in."""

from services.kit.failures import Rejected


def failed() -> Rejected:
    """What came back cannot be believed, or was used before. Why, only the log says."""
    return Rejected(
        "sso-failed",
        "Kết quả đăng nhập không hợp lệ hoặc đã dùng. Xin đăng nhập lại từ đầu.",
        "The result of signing in is not valid or was used before. Please sign in again.",
    )


def not_begun_here() -> Rejected:
    """The browser that comes back is not the one that left, or took too long."""
    return Rejected(
        "sso-not-begun",
        "Lần đăng nhập này không bắt đầu từ trình duyệt này, hoặc đã quá lâu. Xin đăng nhập lại.",
        "This sign-in did not begin in this browser, or took too long. Please sign in again.",
    )


def denied() -> Rejected:
    """The person, or the provider, said no."""
    return Rejected(
        "sso-denied",
        "Hệ thống đăng nhập của tỉnh không xác nhận. Xin thử lại hoặc dùng mật khẩu.",
        "The province's single sign-on did not confirm. Please try again or use a password.",
    )


def unknown() -> Rejected:
    """Nobody's account belongs to this person."""
    return Rejected(
        "sso-unknown",
        "Chưa có tài khoản nào của bàn làm việc gắn với bạn. Xin nhờ quản trị viên ghi địa chỉ thư đã xác minh của bạn "
        "vào tài khoản.",
        "No account of the desk belongs to you. Ask the administrator to put your verified e-mail address into one.",
    )


def closed() -> Rejected:
    """The account exists and may not work."""
    return Rejected("sso-closed", "Tài khoản của bạn đã bị khóa.", "Your account is closed.")


def role_not_granted() -> Rejected:
    """The province has taken the role away, or never gave it."""
    return Rejected(
        "sso-role-not-granted",
        "Hệ thống đăng nhập của tỉnh không cho bạn vai trò của tài khoản này.",
        "The province's single sign-on does not grant you the role of this account.",
    )
