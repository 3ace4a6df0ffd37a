"""The part of hw-tests/load that asks from within the kernel: `hw-tests/load --kernel`."""

import os
import shutil
import time

# Before other work on the machine, for whoever answers.
PRIORITY = -19


class Answerer:
    """A server under test, and all the CPU time that its answers take: its process and the receiving kernel thread."""

    def __init__(self, server, napi):
        self.server = server
        self.napi = napi

    def cpu_nanos(self):
        with open(f"/proc/{self.napi}/schedstat", encoding="ascii") as stat:
            return self.server.cpu_nanos()[1] + int(stat.read().split()[0])


class KernelLoad:
    """Requests as live frames (BPF_PROG_RUN) over the veth pair of `load`; the receiving half of the kernel runs in a
    thread of its own on the server's CPU, so that nothing but the generator and the counting is outside of it."""

    PORTS = {"native": 11130, "generic": 11131, "sockets": 11132, "chronyd": 11133}

    def __init__(self, load, network, options):
        self.load = load
        self.network = network
        self.options = options
        self.object = os.path.join(load.TARGET, "kernel.bpf.o")
        self.program = os.path.join(load.TARGET, "kernel")

    def prepare(self):
        for tool in ("clang", "cc", "ethtool"):
            if not shutil.which(tool):
                raise self.load.Failure(f"no {tool}; apt-get install clang gcc libbpf-dev ethtool")
        source = os.path.join(self.load.HERE, "load.d", "kernel")
        machine = os.uname().machine
        self.load.run("clang", "-O2", "-g", "-Wall", "-Werror", "-target", "bpf", "-mcpu=v3", "-idirafter",
                      f"/usr/include/{machine}-linux-gnu", "-c", source + ".bpf.c", "-o", self.object)
        self.load.run("cc", "-O2", "-Wall", "-o", self.program, source + ".c", "-lbpf")
        inside = ["ip", "netns", "exec", self.network.server]
        # veth takes live frames only with GRO (or XDP) at the receiving end.
        self.load.run(*inside, "ethtool", "-K", "tbs", "gro", "on")
        self.load.run(*inside, "sh", "-c", "echo 1 >/sys/class/net/tbs/threaded")

    def napi_thread(self):
        """The thread that takes in what comes; it exists only while the interface is up with GRO or XDP."""
        for process in os.listdir("/proc"):
            try:
                with open(f"/proc/{process}/comm", encoding="ascii") as comm:
                    if comm.read().startswith("napi/tbs-"):
                        self.load.run("taskset", "-cp", str(self.options.server_cpu), process)
                        os.setpriority(os.PRIO_PROCESS, int(process), PRIORITY)
                        return process
            except (FileNotFoundError, NotADirectoryError, ProcessLookupError):
                continue
        raise self.load.Failure("the kernel made no thread napi/tbs-*; it must be 5.12 or newer")

    def start(self, name):
        port = self.PORTS[name]
        cpu = str(self.options.server_cpu)
        if name == "chronyd":
            file = os.path.join(self.load.TARGET, "chrony-kernel.conf")
            with open(file, "w", encoding="ascii") as conf:
                conf.write(f"port {port}\nallow\nlocal stratum 1\ncmdport 0\nbindcmdaddress /\nuser root\n"
                           f"pidfile {self.load.TARGET}/chronyd-kernel.pid\n")
            command = [os.path.join(self.load.PEERS, "chronyd"), "-x", "-n", "-f", file, "-L", "0"]
        else:
            fast = [] if name == "sockets" else [f"fastpath tbs {name}"]
            command = [self.load.LAUNCHER, "daemon", "-x", "-n", f"port {port}", "allow", "local stratum 1", "cmdport 0",
                       f"bindcmdaddress {self.load.TARGET}/kernel-{name}.sock", *fast]
        server = self.load.Server(name, self.network.inside(self.network.server, cpu, *command), r".*",
                                  self.network.server)
        try:
            server.wait_until_open(port)
            if os.path.exists("/proc/self/autogroup"):
                with open(f"/proc/{server.process.pid}/autogroup", "w", encoding="ascii") as group:
                    group.write(str(PRIORITY))
            time.sleep(3)
            return Answerer(server, self.napi_thread())
        except BaseException:
            server.stop()
            raise

    def measure(self, answerer, rate, seconds):
        station = self.load.run("ip", "netns", "exec", self.network.server, "cat",
                                "/sys/class/net/tbs/address").strip()
        before = answerer.cpu_nanos()
        said = self.load.run(*self.network.inside(
            self.network.client, str(self.options.client_cpu), self.program, self.object, "tbc", station,
            self.load.SERVER_IP, str(self.PORTS[answerer.server.name]), self.load.FIRST_CLIENT, "1000", str(seconds),
            str(rate)))
        figures = self.load.parse(said)
        answered = max(1.0, figures["answered"])
        return {"rate": figures["answered"] / figures["seconds"], "offered": figures["sent"] / figures["seconds"],
                "share": 100 * figures["answered"] / max(1.0, figures["sent"]),
                "cpu": (answerer.cpu_nanos() - before) / answered}

    def table(self):
        self.prepare()
        rates = (("50,000 a second", 50_000), ("150,000 a second", 150_000), ("as fast as can be", 0))
        results = {}
        for number in range(self.options.rounds):
            names = list(self.PORTS)
            for name in names if number % 2 == 0 else names[::-1]:
                answerer = self.start(name)
                try:
                    # The first seconds belong to the Java compiler and to ARP.
                    self.measure(answerer, 20_000, self.options.warm_up if name == "sockets" else 1.0)
                    for title, rate in rates:
                        results.setdefault((title, name), []).append(
                            self.measure(answerer, rate, self.options.seconds))
                finally:
                    answerer.server.stop()
                print(".", end="", flush=True)
        print()
        return self.text(rates, results)

    def text(self, rates, results):
        spread = self.load.spread
        lines = ["## Requests from the kernel, 1000 clients", "",
                 "native, generic: Timeball with `fastpath`; sockets: Timeball without. All CPU time of the answers is on"
                 " one core: the receiving kernel thread and the server; it includes what was received and not answered, so that"
                 " where other work on the machine keeps a server from answering, only answers a second of a quiet machine"
                 " say something. Offered is what the generator could send.", ""]
        for title, _ in rates:
            lines += [f"### {title}", "", "| server | offered/s | answers/s | answered % | CPU ns an answer |",
                      "|---|--:|--:|--:|--:|"]
            for name in self.PORTS:
                rounds = results[title, name]
                columns = [spread([one[figure] for one in rounds], 1, digits)
                           for figure, digits in (("offered", 0), ("rate", 0), ("share", 2), ("cpu", 0))]
                lines.append(f"| {name} | {' | '.join(columns)} |")
            lines.append("")
        best = [max(results[title, "chronyd"][number]["rate"] for title, _ in rates)
                for number in range(self.options.rounds)]
        for name, limit in (("native", "wanted: at least 16"), ("generic", "wanted: at least 10")):
            ratios = [results[rates[-1][0], name][number]["rate"] / best[number]
                      for number in range(self.options.rounds)]
            lines.append(f"- answers a second, {name} / chronyd's best: {spread(ratios, 1, 1)} ({limit})")
        for name in ("native", "generic"):
            ratios = [ours["cpu"] / theirs["cpu"] for ours, theirs in
                      zip(results[rates[0][0], name], results[rates[0][0], "chronyd"])]
            lines.append(f"- CPU an answer at 50,000 a second, {name} / chronyd: {spread(ratios, 1, 2)}"
                         " (wanted: at most 0.45)")
        return "\n".join(lines) + "\n"
