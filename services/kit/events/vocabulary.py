"""The closed lists of words that events use."""

CHANNELS = ("web", "hotline", "email", "zalo", "facebook", "mobile")
KINDS = ("report", "question", "suggestion", "praise", "service")
LANGUAGES = ("vi", "en")
# Three levels, as Hà Nội's decision 1207/QĐ-UBND (28/02/2025) has them: khẩn, bình thường, phức tạp.
URGENCIES = ("normal", "urgent", "complex")
OUTCOMES = ("fixed", "scheduled", "explained", "not_feasible", "transferred")
ROLES = ("operator", "agency_officer", "editor", "administrator", "leader")
WITHHELD_REASONS = ("private", "secret", "category", "editor")
