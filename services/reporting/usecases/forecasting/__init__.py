"""Forecasting arrivals and seats, and watching for outbreaks."""
