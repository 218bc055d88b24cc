"""A whole run over many inputs."""
