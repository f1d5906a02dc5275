package org.broadsheet.manuscript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "Ann Lee > Ann Lee",
                "By Ann Lee > Ann Lee",
                "by: Ann Lee > Ann Lee",
                "Byron Lee > Byron Lee",
                "Ann Lee and Bo Ray > Ann Lee|Bo Ray",
                "By ANN LEE AND BO RAY > ANN LEE|BO RAY",
                "Ann Lee & Bo Ray > Ann Lee|Bo Ray",
                "Ann Lee, Bo Ray and Cy Roe > Ann Lee|Bo Ray|Cy Roe",
                "Ann Lee, Bo Ray, and Cy Roe > Ann Lee|Bo Ray|Cy Roe",
                "Ann Lee; Bo Ray > Ann Lee|Bo Ray",
                "Ann  Lee\u00a0and  Bo Ray > Ann Lee|Bo Ray",
                "Ann Lee, Associated Press > Ann Lee|Associated Press",
                "Sammy Davis, Jr. > Sammy Davis, Jr.",
                "Sammy Davis, Jr. and Ann Lee > Sammy Davis, Jr.|Ann Lee",
                "Sammy Davis Jr. and Ann Lee > Sammy Davis Jr.|Ann Lee",
                "John Doe, III, Ann Lee, MD, PhD > John Doe, III|Ann Lee, MD, PhD",
                "Ann Lee, M.D., Ph.D. & Bo Ray > Ann Lee, M.D., Ph.D.|Bo Ray",
                "J. K. Rowling and Ursula K. Le Guin > J. K. Rowling|Ursula K. Le Guin",
                "Ludwig van Beethoven and Vincent van der Berg > Ludwig van Beethoven|Vincent van der Berg",
                "Conan O’Brien and Jean-Luc d'Arc > Conan O’Brien|Jean-Luc d'Arc",
                "Samira El-Baroudi and Émile Zola > Samira El-Baroudi|Émile Zola",
                "Лев Толстой, Анна Ахматова > Лев Толстой|Анна Ахматова",
                "Rock and Roll Desk > Rock and Roll Desk",
                "Science and Environment > Science and Environment",
                "Health Desk and Science Team > Health Desk and Science Team",
                "The Editors and Ann Lee > The Editors and Ann Lee",
                "Ann Lee and Staff > Ann Lee and Staff",
                "Lee, Ann > Lee, Ann",
                "Ann Lee, reporter > Ann Lee, reporter",
                "Sandy Anderson > Sandy Anderson",
                "Ann Lee and 3 others > Ann Lee and 3 others",
                "Reuters > Reuters",
            })
    void personByPerson(String line, String names) {
        assertThat(AuthorNames.split(line)).isEqualTo(List.of(names.split("\\|")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "By ", "\u00a0\n"})
    void nobodyIsNobody(String line) {
        assertThat(AuthorNames.split(line)).isEmpty();
    }
}
