# In the guest: one daemon, with the hardware clock of an emulated card for time, measures, trims and writes the real-time
# clock, and starts from it.
. /opt/lab/settings
export JAVA_HOME=/usr/lib/jvm/java-25-openjdk-arm64 TERM=dumb
ldconfig
modprobe igb
sleep 2
for nic in /sys/class/net/e*; do
    ip link set "${nic##*/}" up
done
sleep 3
echo "LAB kernel $(uname -r) clock $(cat /sys/class/rtc/rtc0/name)"
phc_ctl /dev/ptp0 set
mkdir -p -m 750 /run/chrony

start() {
    case $LAB_DAEMON in
    chronyd) chronyd -u root -f /opt/lab/chrony.conf -d "$@" >>/tmp/log 2>&1 & ;;
    timeball) /opt/timeball/bin/timeball daemon -f /opt/lab/chrony.conf -n "$@" >>/tmp/log 2>&1 & ;;
    esac
    daemon=$!
}

give_up() {
    chronyc -n sources | sed 's/^/LAB sources /'
    sed 's/^/LAB log /' /tmp/log
    exit 1
}

# The real-time clock less the system clock, seconds: read until the second changes.
seen() {
    last=$(cat /sys/class/rtc/rtc0/since_epoch)
    while now=$(cat /sys/class/rtc/rtc0/since_epoch) && [ "$now" = "$last" ]; do :; done
    date +"%s.%N $now" | awk '{ printf "%.3f\n", $2 - $1 }'
}

start
until chronyc -n sources 2>/dev/null | grep -q '^#\* PHC'; do
    sleep 1
    kill -0 $daemon && [ "$(cut -d. -f1 /proc/uptime)" -lt 300 ] || give_up
done
until [ "$(chronyc -c rtcdata 2>/dev/null | cut -d, -f2)" -ge 6 ] 2>/dev/null; do
    sleep 5
    kill -0 $daemon && [ "$(cut -d. -f1 /proc/uptime)" -lt 600 ] || give_up
done
for round in 1 2 3; do
    echo "LAB seen $(seen)"
done
echo "LAB rtc $(chronyc -c rtcdata)"
chronyc -m trimrtc writertc | sed 's/^/LAB answer /'
sleep 60
for round in 1 2 3; do
    echo "LAB trimmed $(seen)"
done
sed 's/^/LAB file /' /tmp/rtc
kill $daemon
wait $daemon
echo "LAB exit $?"
date -s '2026-01-01 00:00:00 UTC' >/dev/null
start -s
until grep -q 'RTC' /tmp/log || [ "$(cut -d. -f1 /proc/uptime)" -gt 900 ]; do
    sleep 1
done
sleep 5
echo "LAB restarted $(seen)"
kill $daemon
wait $daemon
sed 's/^/LAB log /' /tmp/log
echo "LAB done"
