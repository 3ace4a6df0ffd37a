"""A receiver outside the guest: pulses on its GPIO line, sentences on its serial line, both in this machine's time."""

import threading
import time

PULSE_SECONDS = 0.1
SENTENCES_AFTER_SECONDS = 0.15
LINE = 5


def sentence(body):
    check = 0
    for character in body:
        check ^= ord(character)
    return f"${body}*{check:02X}\r\n"


def sentences(second):
    clock, date = time.strftime("%H%M%S.00", time.gmtime(second)), time.strftime("%d%m%y", time.gmtime(second))
    return (sentence(f"GPRMC,{clock},A,5128.6000,N,00000.0000,W,0.0,0.0,{date},,,A")
            + sentence(f"GPGGA,{clock},5128.6000,N,00000.0000,W,1,08,1.0,46.0,M,47.0,M,,")
            + sentence("GPGSA,A,3,01,02,03,04,05,06,07,08,,,,,1.8,1.0,1.5")).encode()


class Receiver(threading.Thread):
    """Runs until the guest has ended."""

    def __init__(self, boot):
        super().__init__(daemon=True)
        self.boot = boot
        self.late = []
        self.over = False

    def run(self):
        try:
            self.serve()
        except OSError:
            # The guest has powered off.
            pass

    def serve(self):
        controller = self.boot.monitor().device("pl061")
        qtest = self.boot.connect("qtest").makefile("rw")
        serial = self.boot.connect("line")
        serial.setblocking(False)

        def line(level):
            qtest.write(f"set_irq_in {controller} unnamed-gpio-in {LINE} {level}\n")
            qtest.flush()
            qtest.readline()

        while not self.over and self.boot.runs():
            second = int(time.time()) + 1
            time.sleep(max(0, second - time.time()))
            line(1)
            self.late.append(time.time() - second)
            time.sleep(PULSE_SECONDS)
            line(0)
            time.sleep(SENTENCES_AFTER_SECONDS - PULSE_SECONDS)
            try:
                serial.send(sentences(second))
                while serial.recv(4096):
                    # What a daemon sends to its receiver.
                    pass
            except BlockingIOError:
                # Nobody reads yet, or nobody has written.
                pass
