"""Signing in at the desk: passwords, the second factor, sessions, and a record of all of it."""

from services.routing.usecases.signing_in.change_password import ChangePassword
from services.routing.usecases.signing_in.ports import (
    Attempts,
    CredentialBook,
    People,
    Person,
    SecondFactor,
    Secrets,
    Sessions,
)
from services.routing.usecases.signing_in.second_factor import EnrolSecondFactor, PassSecondFactor
from services.routing.usecases.signing_in.sign_in import Opened, SignIn
from services.routing.usecases.signing_in.sign_out import SignOut, shown_id
from services.routing.usecases.signing_in.slow_down import SlowDown
from services.routing.usecases.signing_in.who_is_it import Life, WhoIsIt

__all__ = [
    "Attempts",
    "ChangePassword",
    "CredentialBook",
    "EnrolSecondFactor",
    "Life",
    "Opened",
    "PassSecondFactor",
    "People",
    "Person",
    "SecondFactor",
    "Secrets",
    "Sessions",
    "SignIn",
    "SignOut",
    "SlowDown",
    "WhoIsIt",
    "shown_id",
]
