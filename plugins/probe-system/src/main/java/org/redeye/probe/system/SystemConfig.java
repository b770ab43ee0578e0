package org.redeye.probe.system;

import java.util.List;
import org.redeye.api.schema.Field;

/** What of the machine is looked at, and which values are too high. A limit of 0 is none. */
record SystemConfig(
        @Field(help = "Mount points of file systems to look at; * stands for any run of characters", def = "*")
        List<String> mounts,

        @Field(help = "Mount points to leave out") List<String> excludeMounts,

        @Field(help = "Disk devices whose transfers to look at", def = "*")
        List<String> devices,

        @Field(help = "Disk devices to leave out") List<String> excludeDevices,

        @Field(help = "Network interfaces to look at", def = "*")
        List<String> interfaces,

        @Field(help = "Network interfaces to leave out", def = "lo")
        List<String> excludeInterfaces,

        @Field(
                help = "Used part of a file system's bytes or inodes from which it is a warning; 0 for none",
                def = "90",
                min = "0",
                max = "100",
                unit = "%")
        double diskWarning,

        @Field(
                help = "Used part of a file system's bytes or inodes from which it is critical; 0 for none",
                def = "95",
                min = "0",
                max = "100",
                unit = "%")
        double diskCritical,

        @Field(
                help = "Used part of the memory from which it is a warning; 0 for none",
                def = "90",
                min = "0",
                max = "100",
                unit = "%")
        double memoryWarning,

        @Field(
                help = "Used part of the memory from which it is critical; 0 for none",
                def = "97",
                min = "0",
                max = "100",
                unit = "%")
        double memoryCritical,

        @Field(
                help = "Load of the last 5 minutes for each processor from which it is a warning; 0 for none",
                def = "5",
                min = "0",
                max = "10000")
        double loadWarning,

        @Field(
                help = "Load of the last 5 minutes for each processor from which it is critical; 0 for none",
                def = "10",
                min = "0",
                max = "10000")
        double loadCritical) {

    SystemConfig {
        inOrder("disk", diskWarning, diskCritical);
        inOrder("memory", memoryWarning, memoryCritical);
        inOrder("load", loadWarning, loadCritical);
    }

    Choice chosenMounts() {
        return new Choice(mounts, excludeMounts);
    }

    Choice chosenDevices() {
        return new Choice(devices, excludeDevices);
    }

    Choice chosenInterfaces() {
        return new Choice(interfaces, excludeInterfaces);
    }

    private static void inOrder(String what, double warning, double critical) {
        if (critical > 0 && warning > critical) {
            throw new IllegalArgumentException("'" + what + " warning' must not be above '" + what
                    + " critical': one could never see the warning.");
        }
    }
}
