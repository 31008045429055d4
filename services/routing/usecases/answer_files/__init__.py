"""Files of answers: photos and documents that show what was done, each the property of the agency that uploaded it."""

from services.routing.usecases.answer_files.ports import CENTRE, AnswerFiles

__all__ = ["CENTRE", "AnswerFiles"]
