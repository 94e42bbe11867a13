using System.Text;
using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Tests.Build;

public sealed class CFileTests
{
    [Theory]
    [InlineData("int f(void)\n{\n\tif (a) {\n\t\tb();\n\t}\n}\n")]
    [InlineData("static inline u8 f(struct x *a,\n\t\t   u8 b)\n{\n\treturn b;\n}\n")]
    [InlineData("static int\nf(int a)\n{\n}\n")]
    [InlineData("struct x *f(void)\n{\n\treturn \"}\" + '}'; /* } */ // }\n}\n")]
    [InlineData("void __printf(1, 2) f(const char *a, ...)\n{\n}\n")]
    [InlineData("static int f(void) __must_hold(lock)\n\t__releases(lock)\n{\n}\n")]
    [InlineData("int f(int (*g)(int), int b[(2)])\n{\n}\n")]
    [InlineData("int f(void) { return 0; }\n")]
    [InlineData("int f(void)\n{\n#define ONE {\n\treturn 0;\n}\n")]
    [InlineData("int f(void)\n{\n#ifdef A\n\tif (a) {\n#else\n\tif (b) {\n#endif\n\t}\n}\n")]
    [InlineData("int f(void)\n{\n#if A\n\tif (a) {\n#elif B\n# if C\n\tif (b) {\n# endif\n#else\n\tif (c) {\n#endif\n\t}\n}\n")]
    public void A_function_is_found_with_all_its_lines(string function)
    {
        var found = File($"#include <x.h>\n\nint f(int); int g(void) {{ return f(1); }}\n\n{function}\nint h(void)\n{{\n}}\n").Function("f");

        Assert.Equal(new CDefinition("f", "a/b.c", 5, function.TrimEnd('\n')), found);
    }

    [Theory]
    [InlineData("int f(void);\n")]
    [InlineData("int g(void)\n{\n\treturn f(1);\n}\n")]
    [InlineData("int g(void)\n{\nf(1);\nif (f(2)) {\n}\n}\n")]
    [InlineData("\tint f(void)\n{\n}\n")]
    [InlineData("#define f(a) {\\\n}\n")]
    [InlineData("#define g(a) \\\nint f(a) { }\n")]
    [InlineData("/*\nint f(void)\n{\n}\n*/\n")]
    [InlineData("int f_(void)\n{\n}\nint _f(void)\n{\n}\n")]
    [InlineData("int (*f)(void) = { };\n")]
    [InlineData("int x = f(1), y[] = { f(2) };\n")]
    [InlineData("int f(void)\n{\n\tif (a) {\n}\n")]
    [InlineData("int f(void\n{\n}\n")]
    [InlineData("int f(void)\n")]
    [InlineData("#ifdef A\nint f(int a)\n#else\nint f(long a)\n#endif\n{\n}\n")]
    [InlineData("#ifdef A\nint f(int a)\n{\n#endif\n}\n")]
    [InlineData("f")]
    [InlineData("")]
    public void What_is_no_definition_is_not_found(string text)
    {
        Assert.Null(File(text).Function("f"));
    }

    [Fact]
    public void Twins_keep_the_conditions_that_they_stand_under()
    {
        var found = File("""
            #ifndef GUARD
            #ifdef A
            int f(void)
            {
            }
            #elif defined(B)
            #else
            int f(void)
            {
            	return 1;
            }
            #endif
            int g(void);
            #endif
            """).Function("f");

        Assert.Equal(3, found?.Line);
        Assert.Equal("""
            #ifndef GUARD
            #ifdef A
            #line 3
            int f(void)
            {
            }
            #endif
            #endif
            #ifndef GUARD
            #ifdef A
            #elif defined(B)
            #else
            #line 8
            int f(void)
            {
            	return 1;
            }
            #endif
            #endif

            """, found?.Text);
    }

    [Fact]
    public void A_structure_a_macro_and_a_type_are_found_by_name()
    {
        var file = File("struct s;\nextern struct s a;\n#define N 4\n#define M(x) \\\n\t(x)\nstruct s {\n\tu8 b[N];\n\tstruct { int c; } d;\n} __packed;\ntypedef int (*t)(struct s *);\n");

        Assert.Equal(new CDefinition("s", "a/b.c", 6, "struct s {\n\tu8 b[N];\n\tstruct { int c; } d;\n} __packed;"), file.Structure("s"));
        Assert.Equal(new CDefinition("N", "a/b.c", 3, "#define N 4"), file.Macro("N"));
        Assert.Equal(new CDefinition("M", "a/b.c", 4, "#define M(x) \\\n\t(x)"), file.Macro("M"));
        Assert.Equal(new CDefinition("t", "a/b.c", 10, "typedef int (*t)(struct s *);"), file.Type("t"));
        Assert.Null(file.Structure("t"));
        Assert.Null(file.Macro("s"));
        Assert.Null(file.Type("s"));
    }

    // Each is looked at for as far as a definition may reach, and so often as a name may stand in a file.
    [Theory]
    [InlineData("int f(void) {\n", 400_000)]
    [InlineData("int f(\n", 400_000)]
    [InlineData("int f(void)\n{\n}\n", 100_000)]
    [InlineData("#if A\n", 400_000)]
    [InlineData("#if A\nint f(void) {\n#else\n", 200_000)]
    [InlineData("int\n", 400_000)]
    [InlineData("f\n", 400_000)]
    [InlineData("/*", 400_000)]
    [InlineData("\"\\\n", 400_000)]
    [InlineData("struct f {", 400_000)]
    [InlineData("#define f \\\n", 200_000)]
    [InlineData("typedef f\n", 400_000)]
    public void A_file_of_one_line_over_and_over_comes_to_an_end(string line, int times)
    {
        var text = new StringBuilder().Insert(0, line, times).Append("int f(void)").ToString();
        var file = File(text);

        Assert.Null(file.Function("f"));
        Assert.Null(file.Structure("f"));
        Assert.Null(file.Type("f"));
        Assert.True(file.Macro("f") is null || text.Contains("define", StringComparison.Ordinal));
    }

    private static CFile File(string text) => new(new TreeSource("a/b.c", Encoding.UTF8.GetBytes(text)));
}
