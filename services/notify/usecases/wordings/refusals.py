"""What is refused to those who change the words."""

from __future__ import annotations

from services.kit.failures import Rejected
from services.notify.domain.words.problems import Problem
from services.notify.usecases.wordings.try_words import Trial


def unknown_words() -> Rejected:
    """Return that there is no such message."""
    return Rejected("unknown-words", "Không có loại tin nhắn này.", "There is no such message.")


def words_changed() -> Rejected:
    """Return that somebody was quicker."""
    return Rejected(
        "words-changed",
        "Người khác vừa thay đổi lời văn này. Xin xem lại rồi làm lại.",
        "Somebody has just changed these words. Please look again.",
    )


def words_broken(trial: Trial) -> Rejected:
    """Return what is wrong, and where."""
    return Rejected(
        "words-broken",
        "Lời văn còn chỗ chưa đúng, chưa lưu.",
        "Something is wrong with the words; they are not kept.",
        errors=[pointed(each) for each in trial.problems],
    )


def words_unchanged() -> Rejected:
    """Return that the draft says what is said already."""
    return Rejected(
        "words-unchanged", "Lời văn này giống hệt lời đang dùng.", "These are the very words that are in force."
    )


def no_draft() -> Rejected:
    """Return that there is nothing to put in force or to withdraw."""
    return Rejected("no-draft", "Không có bản nháp nào.", "There is no draft.")


def four_eyes() -> Rejected:
    """Return that somebody else must put it in force."""
    return Rejected(
        "four-eyes",
        "Người đã soạn không được tự đưa vào dùng: cần người thứ hai.",
        "Whoever wrote it cannot put it in force: a second person is needed.",
    )


def nothing_before() -> Rejected:
    """Return that the program's own words are in force already."""
    return Rejected(
        "nothing-before", "Đang dùng lời mặc định, không có gì để lùi.", "The program's own words are in force already."
    )


def pointed(problem: Problem) -> dict[str, str]:
    """Return a problem as programs read it."""
    return {
        "pointer": f"#/texts/{problem.language}/{problem.part}",
        "slug": problem.slug,
        "detail": problem.vi,
        "detail_en": problem.en,
    }
