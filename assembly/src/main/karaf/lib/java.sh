# Finding a Java for Red Eye Monitor; sourced by bin/rem and by the checkout's ./rem.

# The container needs Java 17, and the security manager, which Java 24 took away.
java_oldest=17
java_newest=23

# The major version of the Java in a home directory; nothing if there is none.
java_version() {
    [ -x "$1/bin/java" ] || return 0
    if [ -r "$1/release" ]; then
        sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
    else
        "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1
    fi
}

# Sets java_home to a fitting one that has bin/$1: JAVA_HOME, the one on the path, then those of the system.
# If there is none, sets java_trouble to a sentence that says so and returns 1.
find_java() {
    java_seen=
    on_path=$(command -v java || :)
    if [ -n "$on_path" ]; then
        on_path=$(readlink -f "$on_path" 2>/dev/null || printf '%s\n' "$on_path")
        on_path=${on_path%/bin/java}
    fi
    for java_home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/*"$java_oldest"* /usr/lib/jvm/*21* /usr/lib/jvm/* \
        /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        [ -n "$java_home" ] && [ -x "$java_home/bin/$1" ] || continue
        version=$(java_version "$java_home")
        [ -n "$version" ] || continue
        if [ "$version" -ge "$java_oldest" ] && [ "$version" -le "$java_newest" ]; then
            return 0
        fi
        case $java_seen in *"$java_home"*) ;; *) java_seen="$java_seen${java_seen:+, }Java $version in $java_home" ;; esac
    done
    java_trouble="Red Eye Monitor needs Java $java_oldest to $java_newest (bin/$1); found ${java_seen:-none}. \
Install one, or set JAVA_HOME to it."
    return 1
}
