package org.broadsheet.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the API document says of an operation of a bulk is written beside the orders that it stands for. */
class BulkOperationTest {

    @Test
    void keysAreThoseOfAllOrders() {
        Set<String> keys = new TreeSet<>(Set.of("op", "id", "version", "article"));
        Order.BY_NAME.values().stream()
                .flatMap(order -> Arrays.stream(order.getRecordComponents()))
                .map(RecordComponent::getName)
                .forEach(keys::add);

        assertThat(Arrays.stream(BulkResource.BulkOperation.class.getRecordComponents())
                        .map(RecordComponent::getName))
                .containsExactlyInAnyOrderElementsOf(keys);
    }
}
