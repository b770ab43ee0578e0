package org.redeye.web.fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.redeye.api.packages.Fallbacks;
import org.redeye.api.section.Item;

/** Fallbacks as a test names them. */
public final class FakeFallbacks implements Fallbacks {

    public final Map<String, List<String>> behind = new ConcurrentHashMap<>();

    @Override
    public List<String> order(String name) {
        var order = new ArrayList<>(List.of(name));
        order.addAll(behind.getOrDefault(name, List.of()));
        return order;
    }

    @Override
    public Answer<Item> item(String name, String section, List<String> path) {
        return new Answer<>(Optional.empty(), "", order(name));
    }
}
