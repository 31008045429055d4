"""Where routing meets MongoDB and RabbitMQ."""
