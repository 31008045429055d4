"""The closed lists of words that events use."""

CHANNELS = ("web", "hotline", "email", "zalo", "facebook", "mobile")
# How a citizen can be written to. ZNS is Zalo's template message to a telephone number.
REPLY_CHANNELS = ("email", "sms", "zalo", "zns", "facebook")
KINDS = ("report", "question", "suggestion", "praise", "service", "postal")
LANGUAGES = ("vi", "en")
# Three levels, as Hà Nội's decision 1207/QĐ-UBND (28/02/2025) has them: khẩn, bình thường, phức tạp.
URGENCIES = ("normal", "urgent", "complex")
OUTCOMES = ("fixed", "scheduled", "explained", "not_feasible", "transferred")
ROLES = ("operator", "shift_lead", "agency_officer", "agency_leader", "editor", "administrator", "leader")
# Those who belong to one agency and see its cases only.
AGENCY_ROLES = ("agency_officer", "agency_leader")
# Merged: the answer stands once, with the case that this one follows.
WITHHELD_REASONS = ("private", "secret", "category", "editor", "merged")
ATTACHMENT_KINDS = ("image", "audio", "video", "document")
# Why a file is never shown to the public, whatever happens to its case.
CAUTIONS = ("id-card", "recording", "not-an-image")
# What a provider, or the network behind it, says about a message of ours.
REPORTED = ("accepted", "delivered", "seen", "failed")
# How a telephone call ended.
DISPOSITIONS = ("answered", "abandoned", "voicemail", "busy", "callback_requested")
# An agency answers for the whole case, or contributes its part to the lead's answer.
ASSIGNMENT_ROLES = ("lead", "coordinating")
# Three levels, as iHanoi and Hue-S ask: hài lòng, chấp nhận, không hài lòng.
RATINGS = ("satisfied", "acceptable", "unsatisfied")
# Why the clock of a case that waited for its citizen runs again.
RESUMED = ("supplemented", "timed_out", "withdrawn")
# Where a message to a citizen stands.
MESSAGE_STATES = ("queued", "sent", "delivered", "seen", "failed", "uncertain", "merged")
# How an agency gets its cases.
DELIVERIES = ("amqp", "pull", "webhook", "desk")
