"""Training the model that suggests categories. Needs scikit-learn, which running services do not."""
