package io.mcpguard.data.leak;

import static io.mcpguard.data.leak.Watches.send;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicValuesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "127.0.0.1",
                "127.0.0.1:5432",
                "192.0.2.146",
                "198.51.100.0/24",
                "203.0.113.77",
                "2001:db8::8a2e:370:7334",
                "2001:DB8:0:1::7",
                "example.com",
                "api.example.org:443",
                "Jane.Doe+news@example.com",
                "ops@mail.example.net",
                "123-45-6789",
                "4111 1111 1111 1111",
                "4111111111111111",
            })
    void isNotWatched(String value) {
        assertThat(send(Watches.of(value), "It says " + value + " there")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost-T7vKx2",
                "db7.localhost.pinewood",
                "127.0.0.1/T7vKx2LmQ9",
                "192.0.21.146",
                "203.0.114.77",
                "2001:db9::8a2e:370:7334",
                "myexample.com-T7vKx2",
                "quendt@counterexample.com",
                "https://mara:T7vKx2LmQ9@api.example.com",
                "app:T7vKx2LmQ9@example.com",
                "123-45-6788",
                "4111 1111 1111 1129",
            })
    void aValueThatOnlyLooksAlikeIsWatched(String value) {
        assertThat(send(Watches.of(value), "It says " + value + " there")).hasSize(1);
    }
}
