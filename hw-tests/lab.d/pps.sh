# In the guest: one daemon takes time from gpsd and pulses from the kernel, and steers the kernel's clock.
# LAB_DAEMON, LAB_SETTLE and LAB_MEASURE stand in /opt/lab/settings.
. /opt/lab/settings
export JAVA_HOME=/usr/lib/jvm/java-25-openjdk-arm64 TERM=dumb
ldconfig
modprobe pps-gpio
echo "LAB kernel $(uname -r) pulses $(cat /sys/class/pps/pps0/name)"
mkdir -p -m 750 /run/chrony
gpsd -n /dev/ttyS0
sleep 3
case $LAB_DAEMON in
chronyd) chronyd -u root -f /opt/lab/chrony.conf -d >/tmp/log 2>&1 & ;;
timeball) /opt/timeball/bin/timeball daemon -f /opt/lab/chrony.conf -n >/tmp/log 2>&1 & ;;
esac
daemon=$!
start=$(cut -d' ' -f1 /proc/uptime)
until chronyc -n sources 2>/dev/null | grep -q '^#\* PPS'; do
    sleep 1
    kill -0 $daemon && [ "$(cut -d. -f1 /proc/uptime)" -lt 300 ] || {
        chronyc -n sources | sed 's/^/LAB sources /'
        ipcs -m
        sed 's/^/LAB log /' /tmp/log
        exit 1
    }
done
echo "LAB selected after $(awk -v a="$start" '{ print $1 - a }' /proc/uptime) s"
sleep "$LAB_SETTLE"
# With builtins alone: a process more is an interrupt later.
mkfifo /tmp/never
exec 9<>/tmp/never
last=
end=$((EPOCHSECONDS + LAB_MEASURE))
while [ $EPOCHSECONDS -lt $end ]; do
    read -r now </sys/class/pps/pps0/assert
    [ "$now" = "$last" ] || echo "LAB assert $now"
    last=$now
    read -r -t 0.4 -u 9 _ || true
done
chronyc -n sources | sed 's/^/LAB sources /'
chronyc -n sourcestats | sed 's/^/LAB stats /'
chronyc -n tracking | sed 's/^/LAB tracking /'
timedatectl show | sed 's/^/LAB timedatectl /'
awk '/VmHWM/ { print "LAB memory " $2 }' /proc/$daemon/status
kill $daemon
wait $daemon
echo "LAB exit $?"
sed 's/^/LAB log /' /tmp/log
echo "LAB done"
