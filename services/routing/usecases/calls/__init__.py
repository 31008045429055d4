"""The telephone at the desk: who is on the line, whom to call back, filing while talking, answering at once."""

from services.routing.usecases.calls.facts import (
    Call,
    CallBack,
    CallCategory,
    Caller,
    Choice,
    EarlierCase,
    Filing,
    Question,
    Receipt,
)
from services.routing.usecases.calls.file_for_caller import AtOnce, FileForCaller
from services.routing.usecases.calls.foresee import Foresee, Foreseen
from services.routing.usecases.calls.keep_promises import KeepPromises
from services.routing.usecases.calls.ports import Extensions, Hotline, HotlineAway, Promise, Promises
from services.routing.usecases.calls.watch_line import Line, WatchLine

__all__ = [
    "AtOnce",
    "Call",
    "CallBack",
    "CallCategory",
    "Caller",
    "Choice",
    "EarlierCase",
    "Extensions",
    "FileForCaller",
    "Filing",
    "Foresee",
    "Foreseen",
    "Hotline",
    "HotlineAway",
    "KeepPromises",
    "Line",
    "Promise",
    "Promises",
    "Question",
    "Receipt",
    "WatchLine",
]
