"""The knowledge base on the portal: kept as routing tells it, searched by everybody."""

from services.publish.usecases.knowledge.browse import Browse, KnowledgePage, Wanted
from services.publish.usecases.knowledge.keep import KeepKnowledge
from services.publish.usecases.knowledge.ports import Facets, Found, KnowledgeStore
from services.publish.usecases.knowledge.relate import Relate

__all__ = ["Browse", "Facets", "Found", "KeepKnowledge", "KnowledgePage", "KnowledgeStore", "Relate", "Wanted"]
