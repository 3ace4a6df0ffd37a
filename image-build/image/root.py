"""The root file system: Debian 13 as mmdebstrap makes it (cached), the package, and what image/root lays over it."""

import glob
import hashlib
import os
import re
import shutil
import subprocess
import time

import guest
from guest import Failure, run

HERE = os.path.dirname(os.path.realpath(__file__))
TARGET = os.path.join(os.path.dirname(HERE), "target")
REPOSITORY = os.path.dirname(os.path.dirname(HERE))
SUITE = "trixie"
PACKAGES = ("systemd-sysv,systemd-resolved,udev,kmod,dbus,iproute2,procps,initramfs-tools,zstd,openjdk-25-jre-headless,"
            "ca-certificates,tzdata,openssh-server,netplan-generator,gojq,ethtool,pps-tools,sudo,less,e2fsprogs")
TOOLS = {"mmdebstrap": "mmdebstrap", "genimage": "genimage", "mcopy": "mtools", "mkfs.vfat": "dosfstools",
         "mke2fs": "e2fsprogs", "zstd": "zstd"}
BINFMT = "/proc/sys/fs/binfmt_misc"
# An ELF file for AArch64; the interpreter is opened now (F), by its descriptor (O), with the file's credentials (C).
ENTRY = (r":{name}:M::\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00"
         r":\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff:")
# initramfs-tools would be run for each package; once, at the end, is enough.
DIVERT = ('chroot "$1" dpkg-divert --local --rename --add --divert /usr/sbin/update-initramfs.real '
          '/usr/sbin/update-initramfs && ln -s /bin/true "$1"/usr/sbin/update-initramfs')
UNDIVERT = ('rm "$1"/usr/sbin/update-initramfs && chroot "$1" dpkg-divert --local --rename --remove '
            '/usr/sbin/update-initramfs')
# Java's installation wants the folder of manual pages to be there.
EXCLUDED = ("man", "locale", "doc", "info", "lintian", "bash-completion")
# What differs from run to run, or what only a system that installs packages needs.
LEFTOVERS = ("etc/machine-id", "etc/hostname", "etc/resolv.conf", "etc/ssh/ssh_host_*", "etc/*-", "var/lib/dpkg/*-old",
             "var/cache/*", "var/log/*", "var/lib/apt/lists/*", "var/lib/systemd/*", "var/lib/ucf", "var/tmp/*", "tmp/*",
             "run/*", "initrd.img*", "vmlinuz*", "usr/share/icons", "usr/lib/jvm/*/legal", "usr/lib/jvm/*/man")


def say(text):
    print(f"{time.strftime('%H:%M:%S')}  {text}", flush=True)


def epoch():
    """The date of the last change, which everything in the image carries."""
    return int(run("git", "-C", REPOSITORY, "log", "-1", "--format=%ct"))


def install_tools():
    wanted = sorted({package for tool, package in TOOLS.items() if not shutil.which(tool)})
    if wanted:
        say(f"installing {' '.join(wanted)} ...")
        run("apt-get", "-qq", "update")
        run("apt-get", "-qq", "-y", "--no-install-recommends", "install", *wanted,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})


class Foreign:
    """While it lasts, programs for arm64 run on this machine."""

    def __enter__(self):
        if not os.path.exists(f"{BINFMT}/register"):
            run("mount", "-t", "binfmt_misc", "binfmt_misc", BINFMT)
        # Its own name, since another build may be going on.
        name = f"timeball-{os.getpid()}"
        self.entry = f"{BINFMT}/{name}"
        interpreter = os.path.join(guest.TARGET, "user", "usr", "bin", "qemu-aarch64")
        if not os.path.exists(interpreter):
            guest.extract("user", "amd64", "qemu-user")
        with open(f"{BINFMT}/register", "w") as out:
            out.write(f"{ENTRY.format(name=name)}{interpreter}:OCF")
        return self

    def __exit__(self, *_):
        with open(self.entry, "w") as out:
            out.write("-1")


class Root:
    def __init__(self, device, snapshot):
        self.device = device
        self.snapshot = snapshot
        self.path = os.path.join(TARGET, device.name, "root")
        self.epoch = epoch()
        self.environment = {**os.environ, "SOURCE_DATE_EPOCH": str(self.epoch), "LC_ALL": "C.UTF-8",
                            "DEBIAN_FRONTEND": "noninteractive", "TMPDIR": TARGET}

    def make(self):
        os.makedirs(os.path.dirname(self.path), exist_ok=True)
        guest.TARGET = TARGET
        install_tools()
        package = self.package()
        with Foreign():
            base = self.base()
            say("unpacking it")
            shutil.rmtree(self.path, ignore_errors=True)
            os.makedirs(self.path)
            run("tar", "--numeric-owner", "-xpf", base, "-C", self.path)
            self.customise(package)
        self.tidy()

    def package(self):
        say("the Debian package")
        done = subprocess.run([os.path.join(os.path.dirname(HERE), "package"), "arm64"], stdout=subprocess.PIPE, text=True,
                              check=False, stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            raise Failure("image-build/package has failed; see above")
        return done.stdout.split()[-1]

    def sources(self):
        if self.snapshot:
            archive, options = f"http://snapshot.debian.org/archive/{{}}/{self.snapshot}", "Check-Valid-Until: no\n"
        else:
            archive, options = "http://deb.debian.org/{}", ""
        signed = f"Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n{options}"
        path = os.path.join(TARGET, self.device.name, "debian.sources")
        with open(path, "w") as out:
            for name, suites in (("debian", f"{SUITE} {SUITE}-updates {SUITE}-backports"),
                                 ("debian-security", f"{SUITE}-security")):
                out.write(f"Types: deb\nURIs: {archive.format(name)}\nSuites: {suites}\n"
                          f"Components: main non-free-firmware\n{signed}\n")
        return path

    def base(self):
        """Debian without anything of ours, as a tar that is kept while what it is made from stays the same."""
        include = ",".join((PACKAGES, self.device.kernel, *self.device.packages))
        key = hashlib.sha256(f"{include} {self.snapshot} {EXCLUDED}".encode()).hexdigest()[:12]
        tar = os.path.join(TARGET, f"debian-{key}.tar")
        if os.path.exists(tar):
            say(f"Debian 13 is cached ({os.path.relpath(tar)}; remove it to have a newer one)")
            return tar
        say("fetching and configuring Debian 13 for arm64 (some six minutes) ...")
        log = os.path.join(TARGET, self.device.name, "debian.log")
        command = ["mmdebstrap", "--skip=check/qemu", "--mode=root", "--variant=minbase", "--architectures=arm64",
                   "--aptopt=APT::Install-Recommends \"false\"", "--dpkgopt=force-unsafe-io",
                   *(f"--dpkgopt=path-exclude=/usr/share/{name}/*" for name in EXCLUDED),
                   "--dpkgopt=path-include=/usr/share/doc/*/copyright",
                   "--essential-hook=mkdir -p \"$1\"/usr/share/man/man1", f"--essential-hook={DIVERT}",
                   f"--customize-hook={UNDIVERT}", f"--include={include}", SUITE, tar + ".new.tar", self.sources()]
        with open(log, "w") as out:
            process = subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
            started = time.time()
            while process.poll() is None:
                time.sleep(10)
                last = open(log, errors="replace").read()[-200:].strip().splitlines()[-1:]
                print(f"    {time.time() - started:4.0f} s  {(last or [''])[0][-90:]}", flush=True)
        if process.returncode != 0:
            raise Failure(f"mmdebstrap has failed; the last of {log}:\n{open(log).read()[-2000:]}")
        os.rename(tar + ".new.tar", tar)
        return tar

    def inside(self, *command):
        """A command in the new root, with mounts of its own."""
        script = ('mount -t proc proc "$0/proc" && mount -t tmpfs tmpfs "$0/run" && mount --rbind /dev "$0/dev" && '
                  'exec chroot "$0" "$@"')
        return run("unshare", "--mount", "--fork", "--pid", "sh", "-c", script, self.path, *command,
                   env={**self.environment, "PATH": "/usr/sbin:/usr/bin", "TMPDIR": "/tmp"})

    def customise(self, package):
        say("Timeball and the settings of the image")
        device = self.device
        shutil.copy(package, f"{self.path}/tmp/timeball.deb")
        # The start-up cache is made on the board, by the Java that will read it: see timeball-cache.service.
        self.inside("sh", "-ec", "dpkg-divert --quiet --local --rename --add /usr/share/timeball/bin/aot-cache; "
                    "mkdir -p /usr/share/timeball/bin; "
                    "ln -s /bin/true /usr/share/timeball/bin/aot-cache; dpkg -i /tmp/timeball.deb; "
                    "rm /usr/share/timeball/bin/aot-cache; "
                    "dpkg-divert --quiet --local --rename --remove /usr/share/timeball/bin/aot-cache")
        run("cp", "-r", "--no-preserve=ownership", os.path.join(HERE, "root") + "/.", self.path)
        special = os.path.join(HERE, f"root-{'pi' if device.overlay else device.name}")
        if os.path.isdir(special):
            run("cp", "-r", "--no-preserve=ownership", special + "/.", self.path)
        for source in glob.glob(os.path.join(HERE, "..", "configurations", "*.conf")):
            os.makedirs(f"{self.path}/usr/share/timeball/configurations", exist_ok=True)
            shutil.copy(source, f"{self.path}/usr/share/timeball/configurations/")
        for folder in ("boot/firmware", "state"):
            os.makedirs(f"{self.path}/{folder}", exist_ok=True)
        self.write("etc/initramfs-tools/modules", "\n".join((*device.modules, "ext4", "overlay")) + "\n")
        self.write("etc/initramfs-tools/conf.d/timeball", "MODULES=list\nCOMPRESS=zstd\nFSTYPE=ext4\nRESUME=none\n")
        self.inside("systemctl", "preset", *self.ours())
        self.inside("systemctl", "enable", "systemd-networkd.service", "systemd-resolved.service")
        self.inside("systemctl", "disable", "ssh.service")
        self.inside("systemctl", "mask", "ssh.socket", "getty@tty1.service", "serial-getty@ttyAMA0.service", "apt-daily.timer", "apt-daily-upgrade.timer",
                    "dpkg-db-backup.timer", "e2scrub_all.timer", "e2scrub_reap.service", "systemd-networkd-wait-online.service")
        say("the initial RAM disk")
        self.inside("update-initramfs", "-c", "-k", "all")

    def ours(self):
        units = os.path.join(HERE, "root", "usr", "lib", "systemd", "system")
        return sorted(name for name in os.listdir(units) if re.search(r"\.(service|timer)$", name))

    def write(self, name, text):
        path = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as out:
            out.write(text)

    def tidy(self):
        for pattern in LEFTOVERS:
            for path in glob.glob(os.path.join(self.path, pattern)):
                if os.path.isdir(path) and not os.path.islink(path):
                    shutil.rmtree(path)
                elif os.path.lexists(path):
                    # Some are there twice, by way of a link.
                    os.remove(path)
        # Empty: each boot has an identity of its own, which nothing here depends on.
        self.write("etc/machine-id", "")
        self.write("etc/hostname", "timeball\n")
        self.write("etc/hosts", "127.0.0.1 localhost\n127.0.1.1 timeball\n::1 localhost ip6-localhost\n")
        os.symlink("../run/systemd/resolve/stub-resolv.conf", f"{self.path}/etc/resolv.conf")
        for folder in ("var/lib/systemd", "var/cache/timeball", "var/log", "var/tmp", "var/lib/timeball", "var/lib/ssh"):
            os.makedirs(f"{self.path}/{folder}", exist_ok=True)
        # Without a real-time clock the system starts at this moment, not in 1970.
        self.write("usr/lib/clock-epoch", "")
        run("find", self.path, "-xdev", "-newermt", f"@{self.epoch}", "-exec", "touch", "-hd", f"@{self.epoch}", "{}", "+")
