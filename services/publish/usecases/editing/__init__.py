"""What editors do before the public reads a case: look, hide more, show again, let pictures out, decide."""

from services.publish.usecases.editing.cover_picture import LetPictureOut
from services.publish.usecases.editing.edit_publication import EditPublication
from services.publish.usecases.editing.hide_words import HideWords
from services.publish.usecases.editing.list_publications import ListPublications, Queue
from services.publish.usecases.editing.open_publication import OpenPublication
from services.publish.usecases.editing.ports import (
    Asked,
    Cover,
    Drawing,
    Drawings,
    DrawPicture,
    EditorsQueue,
    Look,
    Looks,
    Pictures,
)
from services.publish.usecases.editing.show_again import ShowAgain
from services.publish.usecases.editing.sweep_drawings import SweepDrawings
from services.publish.usecases.editing.take_picture_out import TakePictureOut

__all__ = [
    "Asked",
    "Cover",
    "DrawPicture",
    "Drawing",
    "Drawings",
    "EditPublication",
    "EditorsQueue",
    "HideWords",
    "LetPictureOut",
    "ListPublications",
    "Look",
    "Looks",
    "OpenPublication",
    "Pictures",
    "Queue",
    "ShowAgain",
    "SweepDrawings",
    "TakePictureOut",
]
