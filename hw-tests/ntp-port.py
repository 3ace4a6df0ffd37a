"""Runs a Python program with every look-up of port 123 turned into the port that NTP_PORT names.

    NTP_PORT=12345 python3 ntp-port.py PROGRAM ARGUMENT...

ntpdig has no option for the port, and a test's server has no right to 123. Without NTP_PORT nothing is changed.
"""
import os
import runpy
import socket
import sys

port = int(os.environ.get("NTP_PORT", "123"))
look_up = socket.getaddrinfo


def look_up_elsewhere(host, asked, *rest, **named):
    return look_up(host, port if asked == 123 else asked, *rest, **named)


socket.getaddrinfo = look_up_elsewhere
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
