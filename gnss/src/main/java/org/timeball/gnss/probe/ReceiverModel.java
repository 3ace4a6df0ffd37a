package org.timeball.gnss.probe;

import org.timeball.gnss.ubx.UbxStatus;

/// Which receiver it is.
///
/// @param vendor such as `u-blox`; empty if it has not shown
/// @param name such as `LEA-M8T-0`; empty if unknown
/// @param firmware as the receiver says it; empty if unknown
/// @param generation of u-blox receivers, 4 to 10; 0 for others and where it is unknown
public record ReceiverModel(String vendor, String name, String firmware, int generation) {
    /// A receiver that has not said what it is.
    public static final ReceiverModel UNKNOWN = new ReceiverModel("", "", "", 0);
    private static final String U_BLOX = "u-blox";

    /// From MON-VER.
    static ReceiverModel of(UbxStatus.Version version) {
        String software = version.software().strip();
        String firmware = version.extension("FWVER");
        return new ReceiverModel(U_BLOX, version.extension("MOD"), firmware.isEmpty() ? software : firmware,
                generation(version.hardware().strip()));
    }

    /// The hardware version names the chip: 0004000N are the generations 5 and 6, 000N0000 the later ones, 00190000 is
    /// the ninth.
    private static int generation(String hardware) {
        return switch (hardware) {
            case "00040001", "00040002" -> 4;
            case "00040005" -> 5;
            case "00040006", "00040007" -> 6;
            case "00070000" -> 7;
            case "00080000" -> 8;
            case "00190000" -> 9;
            case "000A0000" -> 10;
            default -> 0;
        };
    }

    /// What the address of a vendor's own sentence tells.
    static ReceiverModel ofAddress(String address) {
        String vendor = vendor(address);
        return vendor.isEmpty() ? UNKNOWN : new ReceiverModel(vendor, "", "", 0);
    }

    private static String vendor(String address) {
        if (address.length() < 4) {
            return "";
        }
        return switch (address.substring(0, 4)) {
            case "PUBX" -> U_BLOX;
            case "PMTK" -> "MediaTek";
            case "PAIR" -> "Airoha";
            case "PQTM" -> "Quectel";
            case "PSRF" -> "SiRF";
            case "PGRM" -> "Garmin";
            case "PSTM" -> "STMicroelectronics";
            case "PERD" -> "Furuno";
            case "PCAS" -> "CASIC";
            case "PTNL" -> "Trimble";
            case "PASH" -> "Ashtech";
            default -> "";
        };
    }

    /// From a TXT sentence, as CASIC receivers (`MA=CASIC`, `IC=AT6558`, `SW=URANUS5`) and u-blox (`MOD=NEO-6M`,
    /// `u-blox AG - www.u-blox.com`) send at power-on.
    static ReceiverModel ofText(String text) {
        String value = text.substring(text.indexOf('=') + 1).strip();
        if (text.startsWith("MA=")) {
            return new ReceiverModel(value, "", "", 0);
        } else if (text.startsWith("IC=")) {
            return new ReceiverModel("", value, "", 0);
        } else if (text.startsWith("SW=")) {
            return new ReceiverModel("", "", value, 0);
        } else if (text.startsWith("MOD=")) {
            return new ReceiverModel(U_BLOX, value, "", 0);
        } else if (text.startsWith("FWVER=")) {
            return new ReceiverModel(U_BLOX, "", value, 0);
        }
        return text.startsWith(U_BLOX) ? new ReceiverModel(U_BLOX, "", "", 0) : UNKNOWN;
    }

    /// This, completed by what another source knows.
    ReceiverModel or(ReceiverModel other) {
        return new ReceiverModel(either(vendor, other.vendor), either(name, other.name),
                either(firmware, other.firmware), generation != 0 ? generation : other.generation);
    }

    private static String either(String a, String b) {
        return a.isEmpty() ? b : a;
    }

    /// Whether nothing is known.
    public boolean isUnknown() {
        return equals(UNKNOWN);
    }

    /// For people, such as `u-blox LEA-M8T-0 (TIM 1.10)`.
    @Override
    public String toString() {
        String what = name.isEmpty() && generation != 0 ? "generation " + generation : name;
        String who = (vendor + " " + what).strip();
        return (who.isEmpty() ? "unknown model" : who) + (firmware.isEmpty() ? "" : " (" + firmware + ")");
    }
}
