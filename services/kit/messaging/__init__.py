"""RabbitMQ as the services use it: one topology table, a batch consumer, a relay that alone publishes."""
