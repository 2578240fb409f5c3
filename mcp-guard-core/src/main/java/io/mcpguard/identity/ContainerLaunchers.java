package io.mcpguard.identity;

import java.util.Set;

/** {@code docker run}, {@code podman run}: the image is the first word that is neither an option nor the value of one. */
final class ContainerLaunchers {

    private static final Options GLOBAL = Options.of(
            "--context -c --host -H --config --log-level -l --tlscacert --tlscert --tlskey --connection --url --identity"
                    + " --namespace -n --address -a",
            "-D --debug --tls --tlsverify --remote -r");

    private static final Set<String> VALUED = Set.of(
            ("--add-host --annotation --attach --blkio-weight --blkio-weight-device --cap-add --cap-drop --cgroup-parent"
                            + " --cgroupns --cidfile --cpu-count --cpu-percent --cpu-period --cpu-quota --cpu-rt-period"
                            + " --cpu-rt-runtime --cpu-shares --cpus --cpuset-cpus --cpuset-mems --detach-keys --device"
                            + " --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps"
                            + " --device-write-iops --dns --dns-option --dns-search --domainname --entrypoint --env"
                            + " --env-file --expose --gpus --group-add --health-cmd --health-interval --health-retries"
                            + " --health-start-period --health-timeout --hostname --ip --ip6 --ipc --isolation"
                            + " --kernel-memory --label --label-file --link --link-local-ip --log-driver --log-opt"
                            + " --mac-address --memory --memory-reservation --memory-swap --memory-swappiness --mount"
                            + " --name --net --net-alias --network --network-alias --oom-score-adj --pid --pids-limit"
                            + " --platform --publish --restart --runtime --security-opt --shm-size --stop-signal"
                            + " --stop-timeout --storage-opt --sysctl --tmpfs --ulimit --user --userns --uts --volume"
                            + " --volume-driver --volumes-from --workdir --authfile --secret --pod --umask")
                    .split(" "));

    private static final Set<String> FLAGS = Set.of(
            ("--detach --disable-content-trust --init --interactive --no-healthcheck --oom-kill-disable --privileged"
                            + " --publish-all --quiet --read-only --rm --sig-proxy --tty --replace")
                    .split(" "));

    /** What may stand behind {@code --pull}, which podman also takes without a value. */
    private static final Set<String> PULLED = Set.of("always", "missing", "never", "newer");

    /** Options of one letter; those without a value may stand together, as in {@code -it}. */
    private static final String SHORT_VALUED = "acehlmpuvw";

    private static final String SHORT_FLAGS = "diqtP";

    private ContainerLaunchers() {}

    static void run(Arguments arguments, Reading reading) {
        GLOBAL.read(arguments, reading);
        String command = arguments.next();
        if (command.equals("container")) {
            command = arguments.next();
        }
        if (!command.equals("run")) {
            reading.doubt(Reading.NOT_SEEN);
            return;
        }
        for (String option = arguments.nextOption(); option != null; option = arguments.nextOption()) {
            if (option.startsWith("--")) {
                whole(option, arguments, reading);
            } else {
                letters(option, arguments, reading);
            }
        }
        if (arguments.hasNext()) {
            reading.spec(Ecosystem.OCI, Spec.image(arguments.next()));
        } else {
            reading.doubt(Reading.NOT_SEEN);
        }
    }

    private static void whole(String option, Arguments arguments, Reading reading) {
        String name = Arguments.nameOf(option);
        if (name.equals("--rootfs")) {
            reading.doubt(Reading.NOT_SEEN);
        } else if (VALUED.contains(name) || (name.equals("--pull") && PULLED.contains(arguments.peek()))) {
            arguments.valueOf(option);
        } else if (!FLAGS.contains(name) && name.equals(option)) {
            reading.unknownOption(option);
        }
    }

    /** {@code -it}, {@code -e NAME}, {@code -eNAME}, {@code -ite NAME}. */
    private static void letters(String option, Arguments arguments, Reading reading) {
        for (int i = 1; i < option.length(); i++) {
            char letter = option.charAt(i);
            if (SHORT_VALUED.indexOf(letter) >= 0) {
                if (i == option.length() - 1) {
                    arguments.next();
                }
                return;
            }
            if (SHORT_FLAGS.indexOf(letter) < 0) {
                reading.unknownOption(option);
                return;
            }
        }
    }
}
