"""A guest: Debian 13's arm64 kernel and programs in QEMU, as one initial RAM disk that is made anew for each run.

Nothing is installed on this machine but mmdebstrap. Packages are extracted, not configured: no foreign program runs
while the guest is made, so it takes seconds. QEMU itself is Debian 13's, started with the libraries beside it.
"""

import glob
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.realpath(__file__))
TARGET = os.path.join(os.path.dirname(HERE), "target", "lab")
DISTRIBUTION = os.path.join(HERE, "..", "..", "appliance", "daemon", "target", "timeball")
SUITE = "trixie"
# What the guest consists of, and what of the kernel's modules is kept.
GUEST_PACKAGES = ("base-files,base-passwd,bash,coreutils,util-linux,mount,grep,sed,gawk,procps,kmod,iproute2,ethtool,"
                  "systemd-sysv,systemd,udev,dbus,dbus-bin,linux-image-arm64,openjdk-25-jre-headless,chrony,gpsd,"
                  "pps-tools,linuxptp,libc-bin")
KEPT_MODULES = ("drivers/pps", "drivers/ptp", "drivers/i2c", "drivers/dca", "drivers/net/ethernet/intel/igb",
                "drivers/net/ethernet/intel/e1000e", "drivers/watchdog/softdog")
MACHINE_PACKAGES = "qemu-system-arm,qemu-system-data,ipxe-qemu,device-tree-compiler,cpio,kmod"
UNUSED = ("boot", "usr/lib/firmware", "usr/lib/linux-image-*", "usr/share/doc", "usr/share/man", "usr/share/locale",
          "usr/share/i18n", "usr/share/icons", "usr/share/mime", "usr/share/perl*", "usr/share/python3*",
          "usr/lib/python3*", "usr/lib/*/gconv", "usr/lib/jvm/*/legal", "usr/lib/jvm/*/man", "usr/lib/jvm/*/docs",
          "usr/lib/jvm/*/lib/server/classes_*", "usr/lib/udev/hwdb*", "var/cache/*", "var/lib/apt")
MASKED = ("systemd-timesyncd", "systemd-udevd-settle", "getty@tty1", "serial-getty@ttyAMA0", "systemd-logind",
          "systemd-networkd", "systemd-resolved", "chrony", "gpsd", "timemaster")
UNIT = """[Unit]
Description=Laboratory
After=dbus.service basic.target
[Service]
Type=oneshot
StandardOutput=tty
StandardError=tty
TTYPath=/dev/console
TimeoutStartSec=infinity
ExecStart=/bin/bash /opt/lab/scenario
ExecStopPost=/bin/systemctl poweroff -ff
[Install]
WantedBy=multi-user.target
"""
SILENT = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}


class Failure(Exception):
    """Something that ends the run, with what to do about it."""


def run(*command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **options)
    if done.returncode != 0:
        raise Failure(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}")
    return done.stdout


def sources(name):
    """This machine's own package sources, with Debian 13 in the place of its release."""
    release = re.search(r"^VERSION_CODENAME=(\w+)", open("/etc/os-release").read(), re.M).group(1)
    files = glob.glob("/etc/apt/sources.list.d/*.sources") or ["/etc/apt/sources.list"]
    path = os.path.join(TARGET, name)
    with open(path, "w") as out:
        for file in files:
            out.write(open(file).read().replace(release, SUITE) + "\n")
    return path


def extract(name, architecture, packages):
    if not shutil.which("mmdebstrap"):
        print("installing mmdebstrap ...", flush=True)
        run("apt-get", "-qq", "update")
        run("apt-get", "-qq", "-y", "--no-install-recommends", "install", "mmdebstrap",
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    folder = os.path.join(TARGET, name)
    shutil.rmtree(folder, ignore_errors=True)
    suffix = ".sources" if glob.glob("/etc/apt/sources.list.d/*.sources") else ".list"
    print(f"extracting Debian 13's {architecture} packages for the {name} ...", flush=True)
    run("mmdebstrap", "--skip=check/qemu", "--mode=root", "--variant=extract", f"--architectures={architecture}",
        "--aptopt=APT::Install-Recommends \"false\"", f"--include={packages}", SUITE, folder,
        sources("debian" + suffix))
    return folder


class Machine:
    """QEMU and what else of Debian 13 runs on this machine."""

    def __init__(self):
        self.root = os.path.join(TARGET, "machine")
        if not os.path.exists(os.path.join(self.root, "complete")):
            extract("machine", "amd64", MACHINE_PACKAGES)
            open(os.path.join(self.root, "complete"), "w").close()

    def command(self, program):
        usr = os.path.join(self.root, "usr")
        library = os.path.join(usr, "lib", "x86_64-linux-gnu")
        found = next(path for path in (f"{usr}/bin/{program}", f"{usr}/sbin/{program}") if os.path.exists(path))
        loader = glob.glob(f"{library}/ld-linux-x86-64.so.2")[0]
        return [loader, "--library-path", f"{library}:{library}/pulseaudio", found]

    def run(self, program, *arguments, **options):
        return run(*self.command(program), *arguments, **options)


class Image:
    """Kernel, RAM disk and device tree."""

    def __init__(self, machine):
        self.machine = machine
        self.kernel = os.path.join(TARGET, "vmlinuz")
        self.base = os.path.join(TARGET, "guest.cpio")
        self.tree = os.path.join(TARGET, "pps.dtb")
        if not os.path.exists(self.base):
            self.make(extract("guest", "arm64", GUEST_PACKAGES))
        self.make_tree()

    def make(self, root):
        shutil.copy(glob.glob(f"{root}/boot/vmlinuz-*")[0], self.kernel)
        version = os.path.basename(glob.glob(f"{root}/usr/lib/modules/*")[0])
        modules = f"{root}/usr/lib/modules/{version}/kernel"
        for folder, _, files in os.walk(modules):
            for file in files:
                path = os.path.join(folder, file)
                if not os.path.relpath(path, modules).startswith(KEPT_MODULES):
                    os.remove(path)
        self.machine.run("depmod", "-b", root, version)
        for pattern in UNUSED:
            for path in glob.glob(os.path.join(root, pattern)):
                # Some are there twice, by way of a link.
                if os.path.isdir(path) and not os.path.islink(path):
                    shutil.rmtree(path)
                elif os.path.lexists(path):
                    os.remove(path)
        for file in ("passwd", "group"):
            shutil.copy(f"{root}/usr/share/base-passwd/{file}.master", f"{root}/etc/{file}")
        units = f"{root}/etc/systemd/system"
        os.makedirs(f"{units}/multi-user.target.wants", exist_ok=True)
        for name, text in (("etc/machine-id", ""), ("etc/fstab", ""), ("etc/hostname", "lab\n"),
                           ("etc/systemd/system/lab.service", UNIT)):
            with open(os.path.join(root, name), "w") as out:
                out.write(text)
        os.symlink("../lab.service", f"{units}/multi-user.target.wants/lab.service")
        for service in MASKED:
            os.symlink("/dev/null", f"{units}/{service}.service")
        os.symlink("/usr/lib/systemd/systemd", f"{root}/init")
        for name, program in (("awk", "gawk"), ("sh", "bash")):
            if not os.path.lexists(f"{root}/usr/bin/{name}"):
                os.symlink(program, f"{root}/usr/bin/{name}")
        self.pack(root, self.base)
        shutil.rmtree(root)

    def pack(self, folder, archive):
        with open(archive + ".new", "wb") as out:
            find = subprocess.Popen(["find", "."], cwd=folder, stdout=subprocess.PIPE)
            subprocess.run([*self.machine.command("cpio"), "-o", "-H", "newc", "--quiet"], cwd=folder,
                           stdin=find.stdout, stdout=out, check=True)
            find.wait()
        os.rename(archive + ".new", archive)

    def make_tree(self):
        """The board's device tree with a pulse input on line 5 of its GPIO controller."""
        plain = os.path.join(TARGET, "virt.dtb")
        run(*board(self.machine, f",dumpdtb={plain}"), "-display", "none")
        shutil.copy(plain, self.tree)
        controller = self.machine.run("fdtget", plain, "/pl061@9030000", "phandle").strip()
        self.machine.run("fdtput", "-c", self.tree, "/pps-lab")
        self.machine.run("fdtput", "-t", "s", self.tree, "/pps-lab", "compatible", "pps-gpio")
        self.machine.run("fdtput", "-t", "i", self.tree, "/pps-lab", "gpios", controller, "5", "0")

    def ram_disk(self, files):
        """The RAM disk of one run: the guest, the product, and the scenario's own files."""
        with tempfile.TemporaryDirectory(dir=TARGET) as layer:
            os.chmod(layer, 0o755)  # it becomes the root directory
            shutil.copytree(DISTRIBUTION, f"{layer}/opt/timeball")
            os.makedirs(f"{layer}/opt/lab")
            for name, text in files.items():
                with open(f"{layer}/opt/lab/{name}", "w") as out:
                    out.write(text)
            self.pack(layer, os.path.join(TARGET, "layer.cpio"))
        disk = os.path.join(TARGET, "ramdisk")
        with open(disk, "wb") as out:
            for part in (self.base, os.path.join(TARGET, "layer.cpio")):
                shutil.copyfileobj(open(part, "rb"), out)
        return disk


def board(machine, more=""):
    root = machine.root
    return [*machine.command("qemu-system-aarch64"), "-L", f"{root}/usr/share/qemu", "-L",
            f"{root}/usr/lib/ipxe/qemu", "-M", f"virt,gic-version=3{more}", "-cpu", "cortex-a53", "-smp", "2", "-m",
            "2560", "-nodefaults"]


class Boot:
    """One run of a guest; what it prints goes to a file."""

    def __init__(self, image, name, files, devices=()):
        self.console = os.path.join(TARGET, f"{name}.console")
        self.sockets = tempfile.mkdtemp(prefix="timeball-lab")
        disk = image.ram_disk(files)
        if os.path.exists(self.console):
            os.remove(self.console)
        command = [*board(image.machine), "-accel", "tcg,thread=multi", "-nographic", "-no-reboot", "-serial",
                   f"file:{self.console}", "-kernel", image.kernel, "-initrd", disk, "-dtb", image.tree, "-append",
                   "console=ttyAMA0 rw quiet mitigations=off systemd.show_status=false", "-rtc", "base=utc",
                   "-qtest", f"unix:{self.sockets}/qtest,server=on,wait=off", "-qtest-log", "/dev/null",
                   "-qmp", f"unix:{self.sockets}/qmp,server=on,wait=off", "-chardev",
                   f"socket,id=line,path={self.sockets}/line,server=on,wait=off", "-device",
                   "pci-serial,chardev=line", "-device", "virtio-rng-pci", *devices]
        self.process = subprocess.Popen(command, stdout=open(os.path.join(TARGET, f"{name}.qemu"), "w"),
                                        stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)

    def connect(self, name):
        for _ in range(300):
            try:
                link = socket.socket(socket.AF_UNIX)
                link.connect(f"{self.sockets}/{name}")
                return link
            except OSError:
                link.close()
                time.sleep(0.1)
        raise Failure(f"QEMU does not open its socket {name}; see {self.console}")

    def said(self):
        return open(self.console, errors="replace").read() if os.path.exists(self.console) else ""

    def runs(self):
        return self.process.poll() is None

    def end(self):
        if self.runs():
            self.process.kill()
        self.process.wait()
        shutil.rmtree(self.sockets, ignore_errors=True)

    def monitor(self):
        return Monitor(self.connect("qmp"))


class Monitor:
    """QEMU's monitor: finds devices by their type."""

    def __init__(self, link):
        self.file = link.makefile("rw")
        self.file.readline()
        self.ask("qmp_capabilities")

    def ask(self, command, **arguments):
        self.file.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self.file.flush()
        while True:
            answer = json.loads(self.file.readline())
            if "error" in answer:
                raise Failure(f"QEMU refuses {command}: {answer['error']['desc']}")
            if "return" in answer:
                return answer["return"]

    def device(self, kind):
        for entry in self.ask("qom-list", path="/machine/unattached"):
            if entry["type"] == f"child<{kind}>":
                return f"/machine/unattached/{entry['name']}"
        raise Failure(f"QEMU's board has no {kind}")
