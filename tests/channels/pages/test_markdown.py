from sportello.channels.pages.markdown import render_html


def test_headings_paragraphs_and_lists_become_html():
    html = render_html("## How\n\nOne\nline.\n\n- a\n- b\n  goes on\n\n1. x\n2. y")
    assert "<h3>How</h3>" in html
    assert "<p>One line.</p>" in html
    assert "<li>b goes on</li></ul>" in html
    assert '<ol class="govuk-list govuk-list--number"><li>x</li><li>y</li></ol>' in html


def test_bold_code_and_links_stand_inside_a_line():
    html = render_html("Ask **now** for `R7K` at [a permit](service:building-permit) or [us](tel:+1214).")
    assert "<strong>now</strong>" in html
    assert "<code>R7K</code>" in html
    assert '<a href="/services/building-permit">a permit</a>' in html
    assert '<a href="tel:+1214">us</a>' in html


def test_html_and_links_that_run_something_stay_text():
    html = render_html('<script>alert(1)</script> [x](javascript:alert(1)) [y](//elsewhere.example) [z](/a"onclick=1)')
    assert "<script>" not in html
    assert "href" not in html.replace('href="/a&#34;onclick=1"', "")
    assert '"onclick' not in html
