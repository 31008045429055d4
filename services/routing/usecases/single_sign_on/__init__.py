"""Signing in by the province's single sign-on."""

from services.routing.usecases.single_sign_on.forget_subject import ForgetSubject
from services.routing.usecases.single_sign_on.ports import Begun, Identity, Provider, ProviderAwayError
from services.routing.usecases.single_sign_on.sign_in_by_sso import SignInBySso

__all__ = ["Begun", "ForgetSubject", "Identity", "Provider", "ProviderAwayError", "SignInBySso"]
