package org.redeye.web.fakes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.redeye.api.security.Role;
import org.redeye.api.security.User;
import org.redeye.api.security.Users;

/** A realm in memory, with the bounds of the real one. */
public final class FakeUsers implements Users {

    private record Entry(User user, String password) {}

    private final Map<String, Entry> entries = new ConcurrentSkipListMap<>();

    @Override
    public Optional<User> authenticate(String name, char[] password, String origin) {
        return Optional.ofNullable(entries.get(name))
                .filter(entry -> entry.password().contentEquals(String.valueOf(password)))
                .map(Entry::user);
    }

    @Override
    public Optional<User> find(String name) {
        return Optional.ofNullable(entries.get(name)).map(Entry::user);
    }

    @Override
    public List<User> list() {
        return entries.values().stream().map(Entry::user).toList();
    }

    @Override
    public void put(String name, Role role, char[] password) {
        if (password.length < 8) {
            throw new IllegalArgumentException("A password has 8 to 256 characters.");
        }
        entries.put(name, new Entry(new User(name, role), String.valueOf(password)));
    }

    @Override
    public boolean remove(String name) {
        return entries.remove(name) != null;
    }

    public void clear() {
        entries.clear();
    }
}
