package org.broadsheet.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is written when, without a database. */
class RecorderTest {

    private static final UUID PARTNER = UUID.randomUUID();

    private final List<Map<Recorder.Fetch, Recorder.Times>> batches = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private final Recorder recorder =
            new Recorder(new Book(), new Settings(), Clock.systemUTC(), new SimpleMeterRegistry(), false);

    /** Keeps what it is given. */
    private final class Book extends ReceiptBook {

        Book() {
            super(nothing(), new ObjectMapper(), new Settings());
        }

        @Override
        void addFetches(Map<Recorder.Fetch, Recorder.Times> fetches) {
            batches.add(fetches);
            meanwhile.run();
        }
    }

    private static EntityManager nothing() {
        return (EntityManager) Proxy.newProxyInstance(
                RecorderTest.class.getClassLoader(),
                new Class<?>[] {EntityManager.class},
                (proxy, method, with) -> null);
    }

    private record Settings() implements ReceiptSettings {

        @Override
        public boolean record() {
            return true;
        }

        @Override
        public boolean send() {
            return false;
        }

        @Override
        public Duration writeEvery() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration dueAfter() {
            return Duration.ofHours(1);
        }
    }

    private void fetch() {
        recorder.fetched(PARTNER, List.of(UUID.randomUUID()), How.LIST);
    }

    /** Else there is a transaction for every few fetches, one after the other, as long as partners read. */
    @Test
    void whatIsNotedWhileABatchIsWrittenWaitsForTheNext() {
        fetch();
        fetch();
        meanwhile = () -> {
            if (batches.size() < 5) {
                fetch();
            }
        };

        recorder.write();

        assertThat(batches).singleElement().satisfies(batch -> assertThat(batch).hasSize(2));
        recorder.write();
        assertThat(batches).hasSize(2);
        assertThat(batches.getLast()).hasSize(1);
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenNextTimeAsOfTheFirstTime() {
        fetch();
        meanwhile = () -> {
            throw new IllegalStateException("no database");
        };
        recorder.write();
        meanwhile = () -> {};

        recorder.write();

        assertThat(batches).hasSize(2);
        assertThat(batches.getLast()).isEqualTo(batches.getFirst());
    }
}
