package org.redeye.packages.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.Place;

/** A document as nested lists that can be changed: what edits mean, without any text. */
final class Model {

    private Model() {}

    /** An entry of a map or an item of a list (whose key is empty). */
    static final class Slot {
        String key;
        Object value;

        Slot(String key, Object value) {
            this.key = key;
            this.value = value;
        }
    }

    static Object of(Node node) {
        var slots = new ArrayList<Slot>();
        if (node instanceof Node.Mapping map) {
            map.entries().forEach(entry -> slots.add(new Slot(entry.name(), of(entry.value()))));
            return slots;
        }
        if (node instanceof Node.Sequence list) {
            list.elements().forEach(element -> slots.add(new Slot("", of(element))));
            return slots;
        }
        return node.isNull() ? Optional.empty() : node.raw();
    }

    private static Object of(Object value) {
        var slots = new ArrayList<Slot>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> slots.add(new Slot(key.toString(), of(inner))));
            return slots;
        }
        if (value instanceof List<?> list) {
            list.forEach(inner -> slots.add(new Slot("", of(inner))));
            return slots;
        }
        return value;
    }

    /** For comparing: what is empty says nothing. */
    static Object normal(Object value) {
        if (!(value instanceof List<?> slots)) {
            return value;
        }
        var normal = new ArrayList<Object>();
        slots.forEach(slot -> normal.add(List.of(((Slot) slot).key, normal(((Slot) slot).value))));
        return normal.isEmpty() ? Optional.empty() : normal;
    }

    static void apply(Object root, Edit edit) {
        if (edit instanceof Edit.Set set) {
            slot(root, set.path()).value = of(set.value());
        } else if (edit instanceof Edit.InsertEntry insert) {
            put(root, insert.into(), List.of(new Slot(insert.key(), of(insert.value()))), insert.place());
        } else if (edit instanceof Edit.InsertItem insert) {
            put(root, insert.into(), List.of(new Slot("", of(insert.value()))), insert.place());
        } else if (edit instanceof Edit.Remove remove) {
            List<Slot> in = slots(root, remove.path().subList(0, remove.path().size() - 1));
            in.remove(slot(root, remove.path()));
        } else if (edit instanceof Edit.Rename rename) {
            slot(root, rename.path()).key = rename.key();
        } else if (edit instanceof Edit.Move move) {
            Slot moved = slot(root, move.path());
            List<Slot> from = slots(root, move.path().subList(0, move.path().size() - 1));
            List<Slot> into = slots(root, move.into());
            var hole = new Slot("", "hole"); // keeps the positions until the other end is done
            from.set(from.indexOf(moved), hole);
            into.add(index(into, move.place(), moved, hole), moved);
            from.remove(hole);
        } else if (edit instanceof Edit.Paste paste) {
            put(root, paste.into(), pasted(paste.text()), paste.place());
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Slot> pasted(String text) {
        boolean list = text.lines().anyMatch(line -> line.startsWith("-"));
        String map = list ? "x:\n" + text : text;
        Object read = of(Document.read("pasted", map).root());
        return list ? (List<Slot>) ((List<Slot>) read).get(0).value : (List<Slot>) read;
    }

    private static void put(Object root, List<?> path, List<Slot> slots, Place place) {
        List<Slot> into = slots(root, path);
        into.addAll(index(into, place, new Slot("", ""), new Slot("", "")), slots);
    }

    private static int index(List<Slot> in, Place place, Slot moved, Slot hole) {
        if (place instanceof Place.Before before) {
            return sibling(in, before.sibling(), moved, hole);
        }
        if (place instanceof Place.After after) {
            return sibling(in, after.sibling(), moved, hole) + 1;
        }
        return place instanceof Place.First ? 0 : in.size();
    }

    private static int sibling(List<Slot> in, Object sibling, Slot moved, Slot hole) {
        if (sibling instanceof Integer i) {
            return i;
        }
        if (moved.key.equals(sibling)) {
            return in.indexOf(hole);
        }
        for (int i = 0; i < in.size(); i++) {
            if (in.get(i).key.equals(sibling)) {
                return i;
            }
        }
        throw new AssertionError("no sibling " + sibling);
    }

    private static Slot slot(Object root, List<?> path) {
        List<Slot> in = slots(root, path.subList(0, path.size() - 1));
        Object step = path.get(path.size() - 1);
        return step instanceof Integer i
                ? in.get(i)
                : in.stream().filter(slot -> slot.key.equals(step)).findFirst().orElseThrow();
    }

    /** What is below a path; nothing becomes a collection. */
    @SuppressWarnings("unchecked")
    private static List<Slot> slots(Object root, List<?> path) {
        if (path.isEmpty()) {
            return (List<Slot>) root;
        }
        Slot slot = slot(root, path);
        if (!(slot.value instanceof List)) {
            slot.value = new ArrayList<Slot>();
        }
        return (List<Slot>) slot.value;
    }
}
