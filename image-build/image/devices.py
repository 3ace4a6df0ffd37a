"""The boards that images are made for, and in what they differ."""

from dataclasses import dataclass

COMMON_MODULES = ("ext4", "overlay", "vfat", "nls_ascii", "nls_cp437")
VIRTIO = ("virtio_pci", "virtio_mmio", "virtio_blk", "virtio_net")


@dataclass(frozen=True)
class Device:
    """name; what Imager calls it; packages beyond the common ones, "/SUITE" for one that is not from the release; modules of
    the initial RAM disk; the kernel's command line; the device trees it starts with and the overlay that is laid over them."""
    name: str
    title: str
    tags: tuple
    packages: tuple
    modules: tuple
    arguments: str
    trees: tuple = ()
    overlay: str = ""
    kernel: str = "linux-image-arm64"


def pi(name, title, tags, trees, modules, kernel="linux-image-arm64"):
    chip = "rp1" if kernel.endswith("backports") else "bcm2835"
    # No console on the serial line: it is the receiver's.
    return Device(name, title, tags, ("raspi-firmware",), modules, "console=tty1", trees, chip, kernel)


SD = ("mmc_block", "sdhci_iproc", "bcm2835")
SD_2712 = ("mmc_block", "sdhci_brcmstb")
# Debian 13's 6.12 does not know the RP1 that carries Ethernet and GPIO on a Pi 5.
NEWER = "linux-image-arm64/trixie-backports"

DEVICES = {device.name: device for device in (
    Device("qemu", "QEMU, board virt", (), (), VIRTIO, "console=ttyAMA0"),
    Device("generic-arm64", "arm64 machines with UEFI", (), ("systemd-boot-efi",),
           (*VIRTIO, "nvme", "ahci", "usb_storage", "uas", "xhci_pci", "sd_mod", "mmc_block", "sdhci_pci", "sdhci_acpi"),
           "console=tty1 console=ttyAMA0"),
    pi("pi3", "Raspberry Pi 3", ("pi3-64bit",), ("bcm2837-rpi-3-b", "bcm2837-rpi-3-b-plus"), SD),
    pi("pi4", "Raspberry Pi 4", ("pi4-64bit",), ("bcm2711-rpi-4-b",), SD),
    pi("cm4", "Raspberry Pi Compute Module 4", ("pi4-64bit",), ("bcm2711-rpi-cm4-io",), SD),
    pi("pi5", "Raspberry Pi 5", ("pi5-64bit",), ("bcm2712-rpi-5-b",), SD_2712, NEWER),
)}
