"""The knowledge base: written, published by a second person, found while somebody asks."""

from services.routing.usecases.knowledge.edit_entry import EditEntry
from services.routing.usecases.knowledge.export_entries import ExportEntries
from services.routing.usecases.knowledge.find_entries import FindEntries, Offered
from services.routing.usecases.knowledge.import_entries import ImportEntries
from services.routing.usecases.knowledge.import_file import ImportFile
from services.routing.usecases.knowledge.index_entries import IndexEntries
from services.routing.usecases.knowledge.learn_from_answers import LearnFromAnswers
from services.routing.usecases.knowledge.learning_ports import AnsweredCases, Proposals, Uses
from services.routing.usecases.knowledge.ports import Change, Entries, Listed, Upload, Uploads, Wanted
from services.routing.usecases.knowledge.publish_entries import PublishEntries
from services.routing.usecases.knowledge.reading import Reading
from services.routing.usecases.knowledge.settle_proposal import SettleProposal

__all__ = [
    "AnsweredCases",
    "Change",
    "EditEntry",
    "Entries",
    "ExportEntries",
    "FindEntries",
    "ImportEntries",
    "ImportFile",
    "IndexEntries",
    "LearnFromAnswers",
    "Listed",
    "Offered",
    "Proposals",
    "PublishEntries",
    "Reading",
    "SettleProposal",
    "Upload",
    "Uploads",
    "Uses",
    "Wanted",
]
