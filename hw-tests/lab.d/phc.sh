# In the guest: one daemon takes time from the hardware clock of an emulated card, which was set from the guest's clock.
. /opt/lab/settings
export JAVA_HOME=/usr/lib/jvm/java-25-openjdk-arm64 TERM=dumb
ldconfig
modprobe igb
sleep 2
for nic in /sys/class/net/e*; do
    ip link set "${nic##*/}" up
done
sleep 3
echo "LAB kernel $(uname -r) clock $(cat /sys/class/ptp/ptp0/clock_name)"
phc_ctl /dev/ptp0 set
mkdir -p -m 750 /run/chrony
case $LAB_DAEMON in
chronyd) chronyd -u root -f /opt/lab/chrony.conf -d >/tmp/log 2>&1 & ;;
timeball) /opt/timeball/bin/timeball daemon -f /opt/lab/chrony.conf -n >/tmp/log 2>&1 & ;;
esac
daemon=$!
until chronyc -n sources 2>/dev/null | grep -q '^#\* PHC'; do
    sleep 1
    kill -0 $daemon && [ "$(cut -d. -f1 /proc/uptime)" -lt 300 ] || {
        chronyc -n sources | sed 's/^/LAB sources /'
        sed 's/^/LAB log /' /tmp/log
        exit 1
    }
done
sleep "$LAB_MEASURE"
for round in 1 2 3 4 5; do
    chronyc -n sources | sed 's/^/LAB sources /'
    chronyc -n sourcestats | sed 's/^/LAB stats /'
    sleep 5
done
chronyc -n tracking | sed 's/^/LAB tracking /'
phc_ctl /dev/ptp0 cmp | sed 's/^/LAB cmp /'
kill $daemon
wait $daemon
echo "LAB exit $?"
sed 's/^/LAB log /' /tmp/log
echo "LAB done"
