package org.timeball.daemon.cli;

import org.timeball.daemon.config.AccessSyntax;

/// What stands behind the commands; the composition root fills it in.
///
/// @param demo behind `timeball demo`
/// @param catalogue what a demo has to offer
/// @param daemon behind `timeball daemon`
/// @param simulate behind `timeball simulate`
/// @param replay behind `timeball replay`
/// @param decode behind `timeball decode`
/// @param ctl behind `timeball ctl`
/// @param status behind `timeball status`
/// @param doctor behind `timeball doctor`
/// @param nic behind `timeball nic`
/// @param probe behind `timeball probe`
/// @param nts behind `timeball nts`
/// @param accessSyntax checks `allow` and `deny` lines
public record Runners(DemoRunner demo, DemoCatalogue catalogue, DaemonRunner daemon, SimulateRunner simulate,
        ReplayRunner replay, DecodeRunner decode, CtlRunner ctl, StatusRunner status, DoctorRunner doctor,
        NicRunner nic, ProbeRunner probe, NtsRunner nts,
        AccessSyntax accessSyntax) {
}
