"""Real servers for tests: found, given or started, and always left as they were."""
