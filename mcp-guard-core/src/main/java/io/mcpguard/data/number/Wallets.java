package io.mcpguard.data.number;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.DataClass;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Addresses of crypto currencies, by the checksums that they carry. */
final class Wallets {

    static final DataClass KIND = DataClass.WALLET;

    static final int MIN_LENGTH = 25;
    static final int MAX_LENGTH = 110;

    static final List<String> CUES = List.of(
            "wallet*",
            "crypto*",
            "btc",
            "bitcoin*",
            "eth",
            "ethereum*",
            "ether",
            "erc20",
            "solana",
            "sol",
            "usdt",
            "usdc",
            "address*",
            "deposit*",
            "donate*",
            "donation*",
            "litecoin",
            "ltc",
            "tron",
            "trx",
            "polygon",
            "onchain",
            "blockchain*",
            "monero",
            "xmr",
            "钱包*",
            "кошелек*",
            "кошелёк*");

    /** Words for addresses that belong to programs, not to people. */
    static final List<String> PROGRAM_CUES =
            List.of("contract*", "token*", "erc20", "erc721", "erc1155", "nft*", "collection*");

    private static final int ETHEREUM_LENGTH = 42;

    private Wallets() {}

    /** What a word is. */
    record Found(String name, Certainty certainty) {}

    /** What a word of letters and digits is; null if no wallet. */
    static @Nullable Found read(String word, BooleanSupplier context, BooleanSupplier program) {
        if (word.startsWith("0x")) {
            return ethereum(word, context, program);
        }
        String encoding = Bech32.currency(word);
        if (encoding != null) {
            return new Found(encoding, Certainty.PROVEN);
        }
        if (word.length() > 64 || !isMixed(word)) {
            return null;
        }
        String checked = Base58.currency(word);
        if (checked != null) {
            return new Found(checked, Certainty.PROVEN);
        }
        return solana(word, context);
    }

    /** Mixed case carries a checksum (EIP-55); without, it is forty hexadecimal digits and needs somebody to say so. */
    private static @Nullable Found ethereum(String word, BooleanSupplier context, BooleanSupplier program) {
        if (word.length() != ETHEREUM_LENGTH) {
            return null;
        }
        boolean small = false;
        boolean capital = false;
        for (int i = 2; i < word.length(); i++) {
            char c = word.charAt(i);
            if (Character.digit(c, 16) < 0) {
                return null;
            }
            small |= Shapes.isSmall(c);
            capital |= Shapes.isCapital(c);
        }
        if (small && capital) {
            if (!Keccak.isEip55(word.substring(2))) {
                return null;
            }
            return new Found("ethereum", program.getAsBoolean() ? Certainty.POSSIBLE : Certainty.PROVEN);
        }
        if (Lookalikes.isFiller(word.substring(2)) || !context.getAsBoolean()) {
            return null;
        }
        return new Found("ethereum", program.getAsBoolean() ? Certainty.POSSIBLE : Certainty.LIKELY);
    }

    /** A public key without a checksum: 32 bytes in base 58, and words that say so. */
    private static @Nullable Found solana(String word, BooleanSupplier context) {
        if (word.length() < 43 || word.length() > 44) {
            return null;
        }
        byte[] bytes = Base58.decode(word, Base58.BITCOIN);
        return bytes != null && bytes.length == 32 && context.getAsBoolean()
                ? new Found("solana", Certainty.LIKELY)
                : null;
    }

    private static boolean isMixed(String word) {
        boolean digit = false;
        boolean letter = false;
        for (int i = 0; i < word.length(); i++) {
            digit |= Shapes.isDigit(word.charAt(i));
            letter |= !Shapes.isDigit(word.charAt(i));
        }
        return digit && letter;
    }
}
