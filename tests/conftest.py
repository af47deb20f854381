"""What all tests share: no sockets but to this machine, and examples found the same way on every run."""

import os
from datetime import date

import pytest
from hypothesis import HealthCheck, settings
from pytest_socket import socket_allow_hosts

from marsad import Reader, Report, load_reader
from marsad.examples import example

settings.register_profile("marsad", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("marsad")
os.environ["PYTHONHASHSEED"] = "0"


@pytest.fixture(autouse=True)
def _only_this_machine() -> None:
    """Refuse every socket but to this machine."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def rules() -> Reader:
    """Give the reader that reads by rules alone."""
    return load_reader(model=False)


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Give the packaged reader."""
    return load_reader()


@pytest.fixture(scope="session")
def bulletin() -> Report:
    """Give a report written for Marsad, with the day it speaks from."""
    return Report("bulletin", example("bulletin"), published=date(2025, 3, 12), source="مرصد الضفتين")
