using System.Globalization;

namespace Adc.Formats.Npy;

/// <summary>The Python dictionary at the start of a .npy file.</summary>
/// <param name="Description">Byte order, kind and size: &lt;f4.</param>
internal sealed record NpyHeader(string Description, bool IsFortranOrder, IReadOnlyList<long> Shape)
{
    /// <summary>Null, with a problem, when the text is not such a dictionary.</summary>
    public static NpyHeader? Parse(string text, out string problem)
    {
        var parser = new Parser(text);
        NpyHeader? header = parser.Dictionary();
        problem = parser.Problem ?? "";
        return parser.Problem is null ? header : null;
    }

    /// <summary>Reads the literals that occur in a header. After the first problem everything reads as nothing.</summary>
    private sealed class Parser(string text)
    {
        private int at;

        public string? Problem { get; private set; }

        public NpyHeader? Dictionary()
        {
            string? description = null;
            bool? isFortranOrder = null;
            List<long>? shape = null;
            Expect('{');
            while (Problem is null && !Accept('}'))
            {
                string key = Text("a key");
                Expect(':');
                switch (key)
                {
                    case "descr" when description is null:
                        description = Description();
                        break;
                    case "fortran_order" when isFortranOrder is null:
                        isFortranOrder = Boolean();
                        break;
                    case "shape" when shape is null:
                        shape = Shape();
                        break;
                    default:
                        Fail($"unexpected key '{key}'");
                        break;
                }

                if (!Accept(','))
                {
                    Expect('}');
                    break;
                }
            }

            if (Peek() != '\0')
            {
                Fail("text follows the dictionary");
            }

            if (description is null || isFortranOrder is null || shape is null)
            {
                Fail("'descr', 'fortran_order' or 'shape' is missing");
                return null;
            }

            return new(description, isFortranOrder.Value, shape);
        }

        private string Description()
        {
            if (Peek() is '[' or '(')
            {
                Fail("the elements are of a structured type, expected numbers");
                return "";
            }

            string description = Text("the element type");
            if (description.EndsWith('O'))
            {
                Fail("the elements are Python objects, expected numbers");
            }

            return description;
        }

        private string Text(string what)
        {
            char quote = Peek();
            int end = quote is '\'' or '"' ? text.IndexOf(quote, at + 1) : -1;
            if (end < 0)
            {
                Fail($"{what} is not a quoted text");
                return "";
            }

            string result = text[(at + 1)..end];
            at = end + 1;
            return result;
        }

        private bool Boolean()
        {
            Peek();
            foreach (string word in (string[])["True", "False"])
            {
                if (string.CompareOrdinal(text, at, word, 0, word.Length) == 0)
                {
                    at += word.Length;
                    return word == "True";
                }
            }

            Fail("'fortran_order' is neither True nor False");
            return false;
        }

        private List<long> Shape()
        {
            List<long> extents = [];
            Expect('(');
            while (Problem is null && !Accept(')'))
            {
                extents.Add(Extent());
                if (!Accept(','))
                {
                    Expect(')');
                    break;
                }
            }

            return extents;
        }

        private long Extent()
        {
            Peek();
            int start = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            if (!long.TryParse(text.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out long extent))
            {
                Fail("the shape holds something else than numbers of elements");
            }

            Accept('L');    // Python 2 marked long integers so
            return extent;
        }

        private bool Accept(char expected)
        {
            bool found = Peek() == expected;
            at += found ? 1 : 0;
            return found;
        }

        private void Expect(char expected)
        {
            if (!Accept(expected))
            {
                Fail($"'{expected}' is missing");
            }
        }

        /// <summary>The next character that is not a space, or a zero at the end.</summary>
        private char Peek()
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            return at < text.Length ? text[at] : '\0';
        }

        private void Fail(string what) => Problem ??= $"the header cannot be read at character {at}: {what}";
    }
}
