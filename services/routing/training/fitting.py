"""Fitting the linear model with scikit-learn, which is asked for only when somebody trains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from services.kit.failures import Rejected
from services.routing.domain.suggestion.grams import grams_of
from services.routing.training.noise import noisy
from services.routing.training.texts import Example

SEED = 1022
#: Beside each text stand two worse versions of it: the model must not lean on marks and spelling that many leave out.
NOISES = ("no_marks", "slips")
MOST_FEATURES = 40_000
#: A feature that one of these alone has is a slip of the finger. Chosen on the development half of the held-out texts.
RAREST = 2
LOOSENESS = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Features with how telling each is (`idf`), and a weight for each feature (columns) and label (rows)."""

    grams: Sequence[str]
    idf: Any
    labels: Sequence[str]
    weights: Any
    bias: Any


def fit(examples: Sequence[Example]) -> Fitted:
    """Return the fitted model. Raises `Rejected("training-not-installed")` without scikit-learn."""
    learn = _learning()
    worse = [Example(noisy(each.text, kind, SEED), each.label) for kind in NOISES for each in examples]
    all_ = [*examples, *worse]
    vectors = learn.Vectorizer(
        analyzer=grams_of, sublinear_tf=True, min_df=RAREST, max_features=MOST_FEATURES, dtype=learn.float32
    )
    model = learn.Regression(C=LOOSENESS, max_iter=200, random_state=SEED)
    model.fit(vectors.fit_transform([each.text for each in all_]), [each.label for each in all_])
    return Fitted(
        grams=list(vectors.get_feature_names_out()),
        idf=vectors.idf_,
        labels=list(model.classes_),
        weights=model.coef_,
        bias=model.intercept_,
    )


@dataclass(frozen=True, slots=True)
class _Learning:
    Vectorizer: Any
    Regression: Any
    float32: Any


def _learning() -> _Learning:
    try:
        numbers = import_module("numpy")
        text, linear = import_module("sklearn.feature_extraction.text"), import_module("sklearn.linear_model")
    except ImportError as error:
        raise Rejected(
            "training-not-installed",
            "Máy này chưa cài scikit-learn, không huấn luyện được; gợi ý đang dùng vẫn chạy bình thường.",
            "scikit-learn is not installed here, so nothing can be trained; suggesting goes on without it.",
        ) from error
    return _Learning(text.TfidfVectorizer, linear.LogisticRegression, numbers.float32)
