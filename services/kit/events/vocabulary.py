"""The closed lists of words that events use."""

CHANNELS = ("web", "hotline", "email", "zalo", "facebook", "mobile")
# How a citizen can be written to. ZNS is Zalo's template message to a telephone number.
REPLY_CHANNELS = ("email", "sms", "zalo", "zns", "facebook")
KINDS = ("report", "question", "suggestion", "praise", "service")
LANGUAGES = ("vi", "en")
# Three levels, as Hà Nội's decision 1207/QĐ-UBND (28/02/2025) has them: khẩn, bình thường, phức tạp.
URGENCIES = ("normal", "urgent", "complex")
OUTCOMES = ("fixed", "scheduled", "explained", "not_feasible", "transferred")
ROLES = ("operator", "agency_officer", "editor", "administrator", "leader")
WITHHELD_REASONS = ("private", "secret", "category", "editor")
ATTACHMENT_KINDS = ("image", "audio", "video", "document")
# Why a file is never shown to the public, whatever happens to its case.
CAUTIONS = ("id-card", "recording", "not-an-image")
# What a provider, or the network behind it, says about a message of ours.
REPORTED = ("accepted", "delivered", "seen", "failed")
# How a telephone call ended.
DISPOSITIONS = ("answered", "abandoned", "voicemail", "busy", "callback_requested")
