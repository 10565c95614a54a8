package feedbackuploader.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import feedbackuploader.server.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger beside a model of a few lines, through thousands of edits, deliveries and crashes. */
class RandomEditsTest {

    private static final int STEPS = 2_000;
    private static final int WORDS = 8;

    /** What is kept of several identical rows when some are deleted. */
    private static final Comparator<State> MOST_WORTH_KEEPING = Comparator.comparingInt(
            List.of(State.RECORDED, State.AMBIGUOUS, State.UNKNOWN, State.REJECTED, State.PLANNED)::indexOf);

    private final Path folder;
    private final Random random = new Random(20_260_101);

    /** What the server has of each word. */
    private final Map<String, Integer> server = new HashMap<>();
    /** The states of each word's rows in the current plan. */
    private Map<String, List<State>> current = new TreeMap<>();
    /** Rows that were sent and have vanished. */
    private final Map<String, List<State>> vanished = new TreeMap<>();

    private List<String> file = new ArrayList<>();
    private int plansWithTwins;
    private int comebacks;

    RandomEditsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void nothing_recorded_is_handed_out_again_and_nothing_planned_is_lost() throws LedgerException {
        Ledger ledger = Ledger.open(folder, WordFile.OWNER);
        try {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> replan(ledger);
                    case 3, 4 -> deliver(ledger);
                    case 5 -> {
                        giveUpAPlan(ledger);
                        ledger.close();
                        ledger = Ledger.open(folder, WordFile.OWNER);
                    }
                    case 6 -> move(ledger.planRejectedAgain(), State.REJECTED, State.PLANNED);
                    default -> move(ledger.leaveUnknown(), State.AMBIGUOUS, State.UNKNOWN);
                }
                assertThat(statesByWord(ledger)).as("step %d", step).isEqualTo(sorted(current));
            }
        } finally {
            ledger.close();
        }
        assertThat(plansWithTwins).as("plans with identical rows").isGreaterThan(100);
        assertThat(comebacks).as("sent rows that came back").isGreaterThan(100);
    }

    private void replan(Ledger ledger) throws LedgerException {
        edit();
        WordFile.plan(ledger, file.toArray(String[]::new));
        Map<String, List<State>> fresh = new TreeMap<>();
        for (int i = 0; i < WORDS; i++) {
            String word = "w" + i;
            List<State> known = new ArrayList<>(current.getOrDefault(word, List.of()));
            int inPlan = known.size();
            known.addAll(vanished.getOrDefault(word, List.of()));
            known.sort(MOST_WORTH_KEEPING);
            int copies = Collections.frequency(file, word);
            comebacks += Math.max(0, Math.min(copies, known.size()) - inPlan);
            plansWithTwins += copies > 1 ? 1 : 0;
            List<State> states = new ArrayList<>(known.subList(0, Math.min(copies, known.size())));
            vanished.put(
                    word,
                    known.stream()
                            .skip(copies)
                            .filter(state -> state != State.PLANNED && state != State.REJECTED)
                            .toList());
            states.addAll(Collections.nCopies(copies - states.size(), State.PLANNED));
            if (!states.isEmpty()) {
                fresh.put(word, states);
            }
            assertThat(Collections.frequency(states, State.PLANNED))
                    .isLessThanOrEqualTo(Math.max(0, copies - server.getOrDefault(word, 0)));
        }
        current = fresh;
    }

    private void edit() {
        int edits = random.nextInt(4);
        for (int i = 0; i < edits; i++) {
            if (file.isEmpty() || (file.size() < 14 && random.nextBoolean())) {
                file.add(random.nextInt(file.size() + 1), "w" + random.nextInt(WORDS));
            } else {
                file.remove(random.nextInt(file.size()));
            }
        }
        if (random.nextInt(4) == 0) {
            Collections.shuffle(file, random);
        }
        if (random.nextInt(40) == 0) {
            file = new ArrayList<>();
        }
    }

    private void deliver(Ledger ledger) throws LedgerException {
        Map<String, List<State>> after = new TreeMap<>();
        List<String> sent = WordFile.deliver(ledger, word -> {
            int chance = random.nextInt(10);
            if (chance < 4) {
                server.merge(word, 1, Integer::sum);
                after.computeIfAbsent(word, w -> new ArrayList<>()).add(State.RECORDED);
                return WordFile.recorded(word);
            }
            after.computeIfAbsent(word, w -> new ArrayList<>())
                    .add(chance < 6 ? State.AMBIGUOUS : chance < 8 ? State.REJECTED : State.PLANNED);
            return switch (chance) {
                case 4 -> new Outcome.Ambiguous(504, "gateway");
                case 5 -> null;
                case 6, 7 -> new Outcome.Rejected(422, "no");
                default -> new Outcome.NotSent("refused");
            };
        });
        assertThat(sent.stream().sorted()).containsExactlyElementsOf(wordsIn(State.PLANNED));
        current.forEach((word, states) -> {
            states.removeIf(state -> state == State.PLANNED);
            states.addAll(after.getOrDefault(word, List.of()));
        });
        ledger.recover("died");
    }

    private void giveUpAPlan(Ledger ledger) throws LedgerException {
        try (PlanWriter writer = ledger.beginPlan()) {
            WordFile.write(writer, "w0", "w1", "x", "w1");
        }
    }

    private void move(long moved, State from, State to) {
        assertThat(moved).isEqualTo(wordsIn(from).size());
        current.values().forEach(states -> states.replaceAll(state -> state == from ? to : state));
    }

    private List<String> wordsIn(State state) {
        return current.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .filter(other -> other == state)
                        .map(other -> entry.getKey()))
                .toList();
    }

    private Map<String, List<State>> statesByWord(Ledger ledger) throws LedgerException {
        Map<String, List<State>> states = new TreeMap<>();
        List<State> inOrder = WordFile.states(ledger);
        assertThat(inOrder).hasSameSizeAs(file);
        for (int i = 0; i < inOrder.size(); i++) {
            states.computeIfAbsent(file.get(i), word -> new ArrayList<>()).add(inOrder.get(i));
        }
        return sorted(states);
    }

    private static Map<String, List<State>> sorted(Map<String, List<State>> states) {
        return states.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream().sorted().toList(),
                        (one, other) -> one,
                        TreeMap::new));
    }
}
