package org.timeball.gnss.nmea;

import org.timeball.gnss.nmea.NmeaMessage.Other;

/// The views of one sentence, made once.
final class MessageViews {
    private final NmeaSentence sentence;
    private final NmeaMessage.Rmc rmc;
    private final NmeaMessage.Zda zda;
    private final NmeaMessage.Gga gga;
    private final NmeaMessage.Gsa gsa;
    private final NmeaMessage.Gsv gsv;
    private final NmeaMessage.Gll gll;
    private final NmeaMessage.Gns gns;
    private final NmeaMessage.Vtg vtg;
    private final NmeaMessage.Gst gst;
    private final NmeaMessage.Gbs gbs;
    private final NmeaMessage.Txt txt;
    private final VendorMessage.UbloxPosition ubloxPosition;
    private final VendorMessage.UbloxTime ubloxTime;
    private final VendorMessage.GarminFix garminFix;
    private final Other other;

    MessageViews(NmeaSentence sentence) {
        this.sentence = sentence;
        rmc = new NmeaMessage.Rmc(sentence);
        zda = new NmeaMessage.Zda(sentence);
        gga = new NmeaMessage.Gga(sentence);
        gsa = new NmeaMessage.Gsa(sentence);
        gsv = new NmeaMessage.Gsv(sentence);
        gll = new NmeaMessage.Gll(sentence);
        gns = new NmeaMessage.Gns(sentence);
        vtg = new NmeaMessage.Vtg(sentence);
        gst = new NmeaMessage.Gst(sentence);
        gbs = new NmeaMessage.Gbs(sentence);
        txt = new NmeaMessage.Txt(sentence);
        ubloxPosition = new VendorMessage.UbloxPosition(sentence);
        ubloxTime = new VendorMessage.UbloxTime(sentence);
        garminFix = new VendorMessage.GarminFix(sentence);
        other = new Other(sentence);
    }

    /// The view for an address; one that starts with P is a maker's own, whatever its end looks like.
    ///
    /// @param addressCode see [NmeaSentence#addressCode]
    NmeaMessage of(long addressCode) {
        if (addressCode == 0) {
            return sentence.isAddressedTo("PUBX") ? ublox() : other;
        }
        if (addressCode >>> 32 == 'P' && addressCode >>> 24 != ('P' << 8 | 'Q')) {
            return sentence.isAddressedTo("PGRMF") ? garminFix : other;
        }
        return switch ((int) addressCode & 0xff_ffff) {
            case 'R' << 16 | 'M' << 8 | 'C' -> rmc;
            case 'Z' << 16 | 'D' << 8 | 'A' -> zda;
            case 'G' << 16 | 'G' << 8 | 'A' -> gga;
            case 'G' << 16 | 'S' << 8 | 'A' -> gsa;
            case 'G' << 16 | 'S' << 8 | 'V' -> gsv;
            case 'G' << 16 | 'L' << 8 | 'L' -> gll;
            case 'G' << 16 | 'N' << 8 | 'S' -> gns;
            case 'V' << 16 | 'T' << 8 | 'G' -> vtg;
            case 'G' << 16 | 'S' << 8 | 'T' -> gst;
            case 'G' << 16 | 'B' << 8 | 'S' -> gbs;
            case 'T' << 16 | 'X' << 8 | 'T' -> txt;
            default -> other;
        };
    }

    private NmeaMessage ublox() {
        return switch (sentence.integer(1)) {
            case 0 -> ubloxPosition;
            case 4 -> ubloxTime;
            default -> other;
        };
    }
}
