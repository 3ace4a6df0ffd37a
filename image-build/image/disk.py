"""The image: partition table, boot partition, two slots for the system of which one is filled, and what persists."""

import glob
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import time

import guest
from guest import Failure, run
from root import REPOSITORY, TARGET, say

HERE = os.path.dirname(os.path.realpath(__file__))
BOOT_MIB, SLOT_MIB, STATE_MIB = 256, 1280, 128
# In /etc/fstab too: the partitions are named by it.
SIGNATURE = "54424c31"
HASH_SEED = "54424c31-0000-4000-8000-000000000002"
# Which of the firmware's programs each generation of the board reads; a Pi 5 has its own in flash memory.
FIRMWARE = {"bcm2837": ("bootcode.bin", "start.elf", "fixup.dat"), "bcm2711": ("start4.elf", "fixup4.dat"), "bcm2712": ()}
LAYOUT = """image {name} {{
    hdimage {{ partition-table-type = "mbr" disk-signature = 0x{signature} align = 1M }}
    partition boot {{ partition-type = {type} bootable = true image = "boot.vfat" }}
    partition slot-a {{ partition-type = 0x83 image = "slot-a.ext4" }}
    partition slot-b {{ partition-type = 0x83 size = {slot}M }}
    partition state {{ partition-type = 0x83 image = "state.ext4" }}
}}
"""


class Disk:
    def __init__(self, device, root):
        self.device = device
        self.root = root
        self.folder = os.path.join(TARGET, device.name)
        self.boot = os.path.join(self.folder, "boot")
        self.environment = {**os.environ, "SOURCE_DATE_EPOCH": str(root.epoch), "E2FSPROGS_FAKE_TIME": str(root.epoch),
                            "MTOOLS_SKIP_CHECK": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
        version = glob.glob(os.path.join(TARGET, "timeball_*_arm64.deb"))
        self.version = os.path.basename(max(version, key=os.path.getmtime)).split("_")[1]
        self.name = f"timeball-{self.version}-{device.name}.img"

    def make(self):
        say("the boot partition")
        self.boot_files()
        self.make_vfat()
        say("the partitions of the system and of what persists")
        self.make_ext4("slot-a", self.root.path, SLOT_MIB, journal=False)
        with tempfile.TemporaryDirectory(dir=self.folder) as empty:
            os.chmod(empty, 0o755)
            self.make_ext4("state", empty, STATE_MIB, journal=True)
        self.assemble()
        self.write_sbom()
        self.compress()

    def make_ext4(self, name, source, mib, journal):
        path = os.path.join(self.folder, f"{name}.ext4")
        if os.path.exists(path):
            os.remove(path)
        # The system's slot is never written to.
        features = [] if journal else ["-O", "^has_journal"]
        uuid = f"{SIGNATURE}-0000-4000-8000-{hashlib.sha256(name.encode()).hexdigest()[:12]}"
        self.run("mke2fs", "-q", "-F", "-t", "ext4", "-m", "0", *features, "-L", name, "-U", uuid, "-E",
                 f"hash_seed={HASH_SEED},lazy_itable_init=0", "-d", source, path, f"{mib}M")

    def run(self, *command):
        return run(*command, env={**self.environment, "PATH": os.environ["PATH"] + ":/usr/sbin:/sbin"})

    def boot_files(self):
        shutil.rmtree(self.boot, ignore_errors=True)
        slot = os.path.join(self.boot, "a")
        os.makedirs(slot)
        self.kernel_files(slot)
        arguments = f"root=PARTUUID={SIGNATURE}-02 ro rootwait fsck.mode=auto quiet panic=10 {self.device.arguments}"
        if self.device.overlay:
            self.pi_files(slot, arguments)
        elif "systemd-boot-efi" in self.device.packages:
            self.uefi_files(arguments)
        else:
            self.put(os.path.join(slot, "cmdline.txt"), arguments + "\n")
        for name in sorted(os.listdir(os.path.join(HERE, "firmware"))):
            if name.endswith(".txt") and name != "config.txt":
                shutil.copy(os.path.join(HERE, "firmware", name), self.boot)
        shutil.copy(f"{self.root.path}/etc/timeball/timeball.conf", f"{self.boot}/timeball.conf.example")

    def kernel_files(self, slot):
        for kind in ("vmlinuz", "initrd.img"):
            found = glob.glob(f"{self.root.path}/boot/{kind}-*")
            if len(found) != 1:
                raise Failure(f"{len(found)} files {self.root.path}/boot/{kind}-*, where there should be one")
            shutil.copy(found[0], os.path.join(slot, kind))

    @staticmethod
    def put(path, text):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as out:
            out.write(text)

    def pi_files(self, slot, arguments):
        self.put(os.path.join(slot, "cmdline.txt"), arguments + "\n")
        shutil.copy(os.path.join(HERE, "firmware", "config.txt"), self.boot)
        overlay = os.path.join(self.boot, "overlays", "timeball.dtbo")
        os.makedirs(os.path.dirname(overlay))
        machine = guest.Machine()
        machine.run("dtc", "-@", "-q", "-I", "dts", "-O", "dtb", "-o", overlay,
                    os.path.join(HERE, "firmware", f"{self.device.overlay}.dts"))
        for tree in self.device.trees:
            # The second is where kernels of 2026 have them.
            found = [path for folder in ("linux-image-*", "modules/*/dtb")
                     for path in glob.glob(f"{self.root.path}/usr/lib/{folder}/broadcom/{tree}.dtb")]
            if len(found) != 1:
                raise Failure(f"the kernel's package has {len(found)} device trees named {tree}")
            shutil.copy(found[0], slot)
            # What the board's firmware does at its start: were a label missing, it would go without and say nothing.
            with tempfile.NamedTemporaryFile(dir=self.folder) as merged:
                machine.run("fdtoverlay", "-i", found[0], "-o", merged.name, overlay)
        chip = self.device.trees[0].split("-")[0]
        for name in FIRMWARE[chip]:
            shutil.copy(f"{self.root.path}/usr/lib/raspi-firmware/{name}", self.boot)

    def uefi_files(self, arguments):
        loader = f"{self.root.path}/usr/lib/systemd/boot/efi/systemd-bootaa64.efi"
        os.makedirs(os.path.join(self.boot, "EFI", "BOOT"))
        shutil.copy(loader, os.path.join(self.boot, "EFI", "BOOT", "BOOTAA64.EFI"))
        self.put(os.path.join(self.boot, "loader", "loader.conf"), "timeout 0\neditor no\n")
        self.put(os.path.join(self.boot, "loader", "entries", "a.conf"),
                 f"title Timeball\nlinux /a/vmlinuz\ninitrd /a/initrd.img\noptions {arguments}\n")

    def make_vfat(self):
        path = os.path.join(self.folder, "boot.vfat")
        if os.path.exists(path):
            os.remove(path)
        run("find", self.boot, "-exec", "touch", "-d", f"@{self.root.epoch}", "{}", "+")
        self.run("mkfs.vfat", "-C", "-F", "32", "-n", "BOOTFS", "--invariant", "-i", SIGNATURE, path,
                 str(BOOT_MIB * 1024))
        self.run("mcopy", "-i", path, "-s", "-m", *sorted(glob.glob(f"{self.boot}/*")), "::")

    def assemble(self):
        kind = "0xEF" if "systemd-boot-efi" in self.device.packages else "0xC"
        layout = os.path.join(self.folder, "layout.cfg")
        self.put(layout, LAYOUT.format(name=self.name, signature=SIGNATURE, type=kind, slot=SLOT_MIB))
        with tempfile.TemporaryDirectory(dir=self.folder) as work:
            os.makedirs(f"{work}/empty")
            self.run("genimage", "--config", layout, "--inputpath", self.folder, "--outputpath", self.folder, "--rootpath",
                     f"{work}/empty", "--tmppath", f"{work}/tmp")

    def write_sbom(self):
        """What the image consists of: Debian's packages, and the jars in ours. SPDX 2.3."""
        listed = run("dpkg-query", f"--admindir={self.root.path}/var/lib/dpkg", "-W", "-f",
                     "${Package}\t${Version}\t${Architecture}\t${source:Package}\t${source:Version}\n")
        parts = [{"SPDXID": f"SPDXRef-deb-{re.sub(r'[^A-Za-z0-9.]', '-', name)}", "name": name, "versionInfo": version,
                  "downloadLocation": "NOASSERTION", "sourceInfo": f"built from {source} {source_version}",
                  "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator":
                                    f"pkg:deb/debian/{name}@{version.replace('+', '%2B')}?arch={arch}&distro=trixie"}]}
                 for name, version, arch, source, source_version in (line.split("\t") for line in listed.splitlines())]
        for jar in sorted(glob.glob(f"{self.root.path}/usr/share/timeball/lib/*.jar")):
            name, version = re.fullmatch(r"(.+?)-(\d[\w.]*)(?:-[\w-]+)?\.jar", os.path.basename(jar)).groups()
            digest = hashlib.sha256(open(jar, "rb").read()).hexdigest()
            parts.append({"SPDXID": f"SPDXRef-jar-{os.path.basename(jar)[:-4]}", "name": name, "versionInfo": version,
                          "downloadLocation": "NOASSERTION",
                          "checksums": [{"algorithm": "SHA256", "checksumValue": digest}]})
        commit = run("git", "-C", REPOSITORY, "rev-parse", "HEAD").strip()
        created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.root.epoch))
        document = {"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": self.name,
                    "documentNamespace": f"https://timeball.org/spdx/{self.name}-{commit}",
                    "creationInfo": {"created": created, "creators": ["Tool: image-build/build"]},
                    "packages": parts,
                    "relationships": [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
                                       "relatedSpdxElement": part["SPDXID"]} for part in parts]}
        self.put(os.path.join(TARGET, f"{self.name}.spdx.json"), json.dumps(document, indent=1, sort_keys=True) + "\n")

    def compress(self):
        say("compressing")
        image = os.path.join(self.folder, self.name)
        packed = os.path.join(TARGET, f"{self.name}.zst")
        run("zstd", "-q", "-f", "-T2", "-12", image, "-o", packed)
        digest = hashlib.sha256()
        with open(image, "rb") as content:
            while block := content.read(1 << 20):
                digest.update(block)
        used = int(subprocess.run(["du", "-sm", "-x", self.root.path], stdout=subprocess.PIPE, text=True,
                                  check=True).stdout.split()[0])
        say(f"{os.path.relpath(packed)}: {os.path.getsize(packed) / 1e6:.0f} MB; {os.path.getsize(image) / 1e6:.0f} MB "
            f"unpacked, of which the system fills {used} MB; SHA-256 of what is unpacked {digest.hexdigest()}")
